import { SYSTEM } from '../../access/index.js'
import { changeRefused } from '../../http/api/change-refused.js'
import { optionsOf } from '../../model/fields.js'
import { textIn } from '../../model/text/localized-text.js'
import { listChanges, undoChangeSet } from '../../operations/index.js'
import { isRefusal } from '../../plugin-api/index.js'
import { defineCommand, EXIT } from '../cli-command.js'
import { leadReader } from '../lead-reader.js'
import { answer } from '../output/answer.js'
import { formatTable } from '../output/table.js'
import { parseCount } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface ListOptions {
  readonly limit: string
}

/** Lists conversions, merges and other changes that were made together. */
export const changesList = defineCommand<ListOptions>({
  name: 'changes list',
  options: (command, words) => {
    command.option('--limit <count>', words.options.limit, '50')
  },
  async run(call) {
    const limit = parseCount('--limit', call.options.limit, { min: 1, max: 200 })
    const { changeColumns, states, noChanges } = call.words.conversion
    return withCrm(call, async (crm) => {
      const { records, next } = await listChanges(crm, { actor: SYSTEM, query: { limit } })
      const reader = await leadReader(crm, call)
      const kinds = optionsOf(crm.fields.changeSet['kind'] ?? { type: 'string' })
      const kindText = (kind: string) => textIn(kinds.find(({ value }) => value === kind)?.label ?? kind, call.language)
      const rows = records.map(({ changeSet: { id, kind, at, subject, undoneAt }, canUndo }) => [
        id,
        kindText(kind),
        reader.instant(at),
        subject,
        undoneAt === undefined ? (canUndo ? states.open : states.final) : states.undone,
      ])
      const columns = Object.values(changeColumns).map((title) => ({ title }))
      const changes = records.map(({ changeSet, canUndo }) => ({ ...changeSet, canUndo }))
      const text = rows.length > 0 ? formatTable(columns, rows) : noChanges
      answer(call, { json: { changes, ...(next === undefined ? {} : { next }) }, text })
      return EXIT.ok
    })
  },
})

/** Takes a change set back. */
export const undo = defineCommand({
  name: 'undo',
  usage: '<id>',
  async run(call) {
    const [id = ''] = call.args
    return withCrm(call, async (crm) => {
      const done = await undoChangeSet(crm, { actor: SYSTEM, id })
      if (isRefusal(done)) throw changeRefused(done)
      answer(call, { json: done, text: call.words.conversion.undone })
      return EXIT.ok
    })
  },
})
