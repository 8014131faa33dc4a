import { PERMISSIONS, SYSTEM } from '../../access/index.js'
import { parseInstant } from '../../model/calendar/parse-day.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { createApiKey } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer, note } from '../output/answer.js'
import { wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface KeyOptions {
  readonly name?: string
  readonly scope?: readonly string[]
  readonly expires?: string
}

/** Makes a key with which another program may do what its scopes say; its text is printed this once. */
export const keyAdd = defineCommand<KeyOptions>({
  name: 'key add',
  options: (command, words) => {
    command
      .option('--name <name>', words.options.keyName)
      .option('--scope <permission...>', `${words.options.scope}: ${PERMISSIONS.join(', ')}`)
      .option('--expires <date>', words.options.expires)
  },
  async run(call) {
    const wanted = wantedKey(call.options)
    const { key, text } = await withCrm(call, (crm) => {
      requireFuture(wanted.expiresAt, { typed: call.options.expires ?? '', now: crm.now() })
      return createApiKey(crm, { actor: SYSTEM, ...wanted })
    })
    if (!call.options.json) note(call, call.words.key.added(key.name))
    answer(call, { json: { key, text }, text })
    return EXIT.ok
  },
})

interface WantedKey {
  readonly name: string
  readonly scopes: readonly string[]
  readonly expiresAt?: number
}

function wantedKey({ name = '', scope: scopes = [], expires }: KeyOptions): WantedKey {
  if (name.trim() === '') throw wrongArgument('--name', 'say what the key is for; it is how you recognise it in the list.')
  if (scopes.length === 0) throw wrongArgument('--scope', `say what the key allows, among: ${PERMISSIONS.join(', ')}.`)
  const known: readonly string[] = PERMISSIONS
  const unknown = scopes.find((scope) => !known.includes(scope))
  if (unknown !== undefined) {
    const near = didYouMean(unknown, known)
    const way = near === undefined ? '' : ` Did you mean "${near}"?`
    throw wrongArgument('--scope', `there is no permission "${unknown}".${way} Known: ${known.join(', ')}.`)
  }
  const wanted = { name: name.trim(), scopes: [...new Set(scopes)] }
  if (expires === undefined) return wanted
  const expiresAt = parseInstant(expires)
  if (expiresAt === undefined) throw wrongArgument('--expires', `"${expires}" is no day; write one such as 2027-03-21.`)
  return { ...wanted, expiresAt }
}

function requireFuture(expiresAt: number | undefined, { typed, now }: { typed: string; now: number }): void {
  if (expiresAt !== undefined && expiresAt <= now) throw wrongArgument('--expires', `"${typed}" is over already.`)
}
