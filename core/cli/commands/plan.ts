import type { SchemaChange } from '../../store/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { isDatabaseThere, readParts, withStore } from '../read-parts.js'
import { deploymentOf } from '../with-crm.js'
import type { Words } from '../words/index.js'

/** Shows how the database differs from what the deployment declares; nothing is changed. */
export const plan = defineCommand({
  name: 'plan',
  async run(call) {
    const deployment = await deploymentOf(call)
    const { connection } = deployment
    const looksAt = (await isDatabaseThere(connection)) ? connection : NOTHING
    const changes = await withStore(looksAt, await readParts(deployment), (store) => store.schema.plan())
    const { plan: words } = call.words
    const text =
      changes.length === 0 ? words.nothing : [words.title(changes.length), ...lines(changes, words), words.next].join('\n')
    answer(call, { json: { changes }, text })
    return EXIT.ok
  },
})

/** A database that is not there yet is not made for looking at it. */
const NOTHING = ':memory:'

function lines(changes: readonly SchemaChange[], words: Words['plan']): readonly string[] {
  return changes.flatMap(({ description, destructive, sql }) => [
    `${destructive ? `! ${words.destructive}: ` : '+ '}${description}`,
    ...sql.flatMap((statement) => `${statement.trim()};`.split('\n').map((line) => `    ${line}`)),
  ])
}
