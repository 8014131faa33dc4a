import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { readParts, withStore } from '../read-parts.js'
import { deploymentOf } from '../with-crm.js'

/** Does what `plan` shows: all of it or nothing. */
export const migrate = defineCommand({
  name: 'migrate',
  async run(call) {
    const deployment = await deploymentOf(call)
    const changes = await withStore(deployment.connection, await readParts(deployment), (store) => store.schema.apply())
    const { plan: words } = call.words
    const done = [...changes.map(({ description }) => `+ ${description}`), words.done(changes.length)]
    answer(call, { json: { changes }, text: changes.length === 0 ? words.nothing : done.join('\n') })
    return EXIT.ok
  },
})
