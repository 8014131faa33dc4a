import { SYSTEM } from '../../access/index.js'
import type { Crm } from '../../crm/crm.js'
import type { Fields } from '../../model/fields.js'
import { textIn } from '../../model/text/localized-text.js'
import {
  changeRecord,
  createRecord,
  KEPT_ENTITIES,
  type KeptEntity,
  listRecords,
  recordHistory,
  recordNames,
  showRecord,
} from '../../operations/index.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { StoredRecord } from '../../store/index.js'
import { type CommandCall, defineCommand, EXIT, type ExitCode } from '../cli-command.js'
import { answer, note } from '../output/answer.js'
import { fieldText } from '../output/field-text.js'
import { plainText } from '../output/plain-text.js'
import { formatTable } from '../output/table.js'
import { parseCount, parseFilter, wrongArgument } from '../parse-arguments.js'
import { withCrm } from '../with-crm.js'

interface ListOptions {
  readonly filter?: string
  readonly search?: string
  readonly sort?: string
  readonly limit: string
  readonly after?: string
}

/** Lists the records of an entity, one page. */
export const recordList = defineCommand<ListOptions>({
  name: 'record list',
  usage: '<entity>',
  options: (command, words) => {
    command
      .option('--filter <conditions>', words.options.filter)
      .option('--search <words>', words.record.options.search)
      .option('--sort <field>', words.options.sort)
      .option('--limit <count>', words.options.limit, '50')
      .option('--after <next>', words.options.after)
  },
  async run(call) {
    const entity = entityOf(call)
    const { filter, search, sort, limit, after } = call.options
    const [field = '', direction = 'asc'] = (sort ?? '').split(':')
    if (direction !== 'asc' && direction !== 'desc') throw wrongArgument('--sort', `"${direction}" is no direction.`)
    const query = {
      limit: parseCount('--limit', limit, { min: 1, max: 200 }),
      ...(filter === undefined ? {} : { where: parseFilter(filter) }),
      ...(search === undefined ? {} : { search }),
      ...(field === '' ? {} : { sort: { field, direction } as const }),
      ...(after === undefined ? {} : { after }),
    }
    return withCrm(call, async (crm) => {
      const { records, next } = await listRecords(crm, { actor: SYSTEM, entity, query })
      const table = records.length === 0 ? call.words.record.none : await tableOf(crm, { entity, records, call })
      const more = next === undefined ? '' : `\n${call.words.leads.more(next)}`
      answer(call, { json: { records, ...(next === undefined ? {} : { next }) }, text: table + more })
      return EXIT.ok
    })
  },
})

/** Shows one record. */
export const recordShow = defineCommand({
  name: 'record show',
  usage: '<entity> <id>',
  run: (call) => withCrm(call, async (crm) => tell(call, { crm, entity: entityOf(call), record: await shown(crm, call) })),
})

interface SetOptions {
  readonly set?: readonly string[]
}

/** Makes a record of `field=value` pairs. */
export const recordCreate = defineCommand<SetOptions>({
  name: 'record create',
  usage: '<entity>',
  options: (command, words) => {
    command.option('--set <field=value...>', words.record.options.set)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const entity = entityOf(call)
      return written(call, { crm, entity, outcome: await createRecord(crm, { actor: SYSTEM, entity, values: pairs(call) }) })
    }),
})

/** Changes fields of a record; an empty value clears one. */
export const recordUpdate = defineCommand<SetOptions>({
  name: 'record update',
  usage: '<entity> <id>',
  options: (command, words) => {
    command.option('--set <field=value...>', words.record.options.set)
  },
  run: (call) =>
    withCrm(call, async (crm) => {
      const entity = entityOf(call)
      const [, id = ''] = call.args
      const changes = Object.fromEntries(Object.entries(pairs(call)).map(([name, value]) => [name, value === '' ? null : value]))
      return written(call, { crm, entity, outcome: await changeRecord(crm, { actor: SYSTEM, entity, id, changes }) })
    }),
})

/** Shows who changed a record, when, from what to what. */
export const recordHistoryCommand = defineCommand({
  name: 'record history',
  usage: '<entity> <id>',
  run: (call) =>
    withCrm(call, async (crm) => {
      const [, id = ''] = call.args
      const entity = entityOf(call)
      const { records } = await recordHistory(crm, { actor: SYSTEM, entity, id, limit: 200 })
      const people = new Map(
        (
          await crm.store.records.getMany(
            'user',
            records.map(({ actor }) => actor),
          )
        ).map((user) => [user.id, String(user['name'])]),
      )
      const reader = readerOf(crm, call)
      const lines = records.flatMap(({ at, actor, action, before, after }) => [
        `${fieldText({ type: 'dateTime' }, at, reader)} – ${people.get(actor) ?? actor}: ${call.words.record.actions[action as 'insert']}`,
        ...Object.entries((action === 'update' ? after : undefined) ?? {}).map(([name, to]) => {
          const field = crm.fields[entity][name]
          const from = (before as Readonly<Record<string, unknown>> | undefined)?.[name]
          return `  ${textIn(field?.label ?? name, call.language)}: ${fieldText(field, from, reader)} → ${fieldText(field, to, reader)}`
        }),
      ])
      const text = lines.length === 0 ? call.words.record.noHistory : lines.map(plainText).join('\n')
      answer(call, { json: { changes: records }, text })
      return EXIT.ok
    }),
})

type Reading = Pick<CommandCall, 'args' | 'words' | 'language'>

function entityOf({ args: [name = ''] }: Reading): KeptEntity {
  const entity = KEPT_ENTITIES.find((each) => each === name)
  if (entity) return entity
  throw wrongArgument('entity', `"${name}" is none of: ${KEPT_ENTITIES.join(', ')}.`)
}

function pairs({ options }: CommandCall<SetOptions>): Readonly<Record<string, string>> {
  const given = (options.set ?? []).map((pair): [string, string] => {
    const cut = pair.indexOf('=')
    if (cut < 1) throw wrongArgument('--set', `"${pair}" is no field=value.`)
    return [pair.slice(0, cut), pair.slice(cut + 1)]
  })
  if (given.length === 0) throw wrongArgument('--set', 'Give at least one field=value.')
  return Object.fromEntries(given)
}

const shown = (crm: Crm, call: CommandCall): Promise<StoredRecord> =>
  showRecord(crm, { actor: SYSTEM, entity: entityOf(call), id: call.args[1] ?? '' })

async function written(
  call: CommandCall,
  { crm, entity, outcome }: { crm: Crm; entity: KeptEntity; outcome: StoredRecord | Refusal },
): Promise<ExitCode> {
  if (!isRefusal(outcome)) return tell(call, { crm, entity, record: outcome })
  note(call, textIn(outcome.words ?? outcome.refused, call.language))
  return EXIT.problems
}

async function tell(
  call: CommandCall,
  { crm, entity, record }: { crm: Crm; entity: KeptEntity; record: StoredRecord },
): Promise<ExitCode> {
  const fields = crm.fields[entity]
  const values = await withNames(crm, fields, [record])
  const lines = Object.entries(fields).flatMap(([name, field]) => {
    const value = values[0]?.[name]
    if (value === undefined || field.type === 'json' || HIDDEN.has(name)) return []
    return [`${textIn(field.label ?? name, call.language)}: ${fieldText(field, value, readerOf(crm, call))}`]
  })
  answer(call, { json: record, text: [record.id, ...lines].map(plainText).join('\n') })
  return EXIT.ok
}

const HIDDEN: ReadonlySet<string> = new Set(['id', 'nameKey', 'websiteKey', 'emailKey', 'phoneKey', 'nextChangeAt', 'rulesTrue'])
const MOST_COLUMNS = 6

async function tableOf(
  crm: Crm,
  { entity, records, call }: { entity: KeptEntity; records: readonly StoredRecord[]; call: Reading },
): Promise<string> {
  const fields = crm.fields[entity]
  const filled = Object.keys(fields).filter(
    (name) =>
      !HIDDEN.has(name) &&
      !SYSTEM_FIELDS.has(name) &&
      fields[name]?.type !== 'json' &&
      records.some((record) => record[name] !== undefined),
  )
  const names = filled.slice(0, MOST_COLUMNS)
  const reader = readerOf(crm, call)
  const values = await withNames(crm, fields, records)
  return formatTable(
    [{ title: 'id' }, ...names.map((name) => ({ title: textIn(fields[name]?.label ?? name, call.language) }))],
    values.map((record) => [String(record['id']), ...names.map((name) => fieldText(fields[name], record[name], reader))]),
  )
}

const SYSTEM_FIELDS: ReadonlySet<string> = new Set(['version', 'createdAt', 'updatedAt'])

/** The records with names in the place of the ids they refer to. */
async function withNames(
  crm: Crm,
  fields: Fields,
  records: readonly StoredRecord[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const names = await recordNames(crm, fields, records)
  return records.map((record) =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => [name, names.get(`${fields[name]?.entity}:${String(value)}`) ?? value]),
    ),
  )
}

const readerOf = ({ settings: { calendar, timeZone } }: Crm, { words, language }: Reading) => ({
  language,
  calendar,
  timeZone,
  words: words.values,
})
