import { SYSTEM } from '../../access/index.js'
import { formatInstant } from '../../model/calendar/format-instant.js'
import { listApiKeys, type ShownApiKey } from '../../operations/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { withCrm } from '../with-crm.js'
import type { Words } from '../words/index.js'

/** Lists the keys of other programs, without what proves them. */
export const keyList = defineCommand({
  name: 'key list',
  async run(call) {
    return withCrm(call, async (crm) => {
      const keys = await listApiKeys(crm, { actor: SYSTEM })
      const { calendar, timeZone } = crm.settings
      const instant = (ms: number) => formatInstant(ms, { language: call.language, calendar, timeZone })
      const text = keys.length === 0 ? call.words.key.none : asTable(keys, { words: call.words.key, instant })
      answer(call, { json: { keys }, text })
      return EXIT.ok
    })
  },
})

interface Reading {
  readonly words: Words['key']
  instant(ms: number): string
}

function asTable(keys: readonly ShownApiKey[], { words, instant }: Reading): string {
  const { columns, never } = words
  const at = (ms: number | undefined) => (ms === undefined ? never : instant(ms))
  return formatTable(
    [columns.id, columns.name, columns.scopes, columns.createdAt, columns.expiresAt, columns.lastUsedAt].map((title) => ({
      title,
    })),
    keys.map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt }) => [
      id,
      name,
      scopes.join(' '),
      instant(createdAt),
      at(expiresAt),
      at(lastUsedAt),
    ]),
  )
}
