import { coreEntities, type EntityName } from '../../model/entities/index.js'
import { spokenWords } from '../../model/text/spoken-words.js'
import { type Binding, type Dialect, type Fragment, isOneOf, quote, type Sql } from '../database/database.js'
import { columnsOf } from '../rows/columns.js'
import type { EntityTable, EntityTables } from '../rows/entity-table.js'
import { selectRecords } from '../rows/select-records.js'
import type { PersonTrace, StoredRecord } from '../store.js'
import { PERSON_PLAN } from './person-plan.js'

/** Rows of one entity: the person's own, and others' that speak of the person. */
export interface FoundRows {
  readonly entity: EntityName
  readonly own: readonly StoredRecord[]
  readonly mentions: readonly StoredRecord[]
}

/** Finds everything that entities keep of a person, table by table. */
export async function findPersonRows(on: Sql, tables: EntityTables, person: PersonTrace): Promise<readonly FoundRows[]> {
  const found: FoundRows[] = []
  const near = await businessOf(on, tables, person)
  for (const entity of Object.keys(coreEntities) as EntityName[]) {
    const part = PERSON_PLAN[entity]
    if ('keep' in part) continue
    const table = tables[entity]
    const own = part.own ? await rowsWhere(on, table, ownRows(table, { person, dialect: on.dialect })) : []
    const known = new Set(own.map(({ id }) => id))
    const mentions = part.mentions ? await mentioning(on, table, { person, near }) : []
    found.push({ entity, own, mentions: mentions.filter(({ id }) => !known.has(id)) })
  }
  return found
}

/** Sales and papers of the person and the companies: what hangs on them may speak of the person by name alone. */
async function businessOf(on: Sql, tables: EntityTables, person: PersonTrace): Promise<readonly string[]> {
  const [sales, papers] = await Promise.all(
    (['opportunity', 'document'] as const).map((entity) =>
      rowsWhere(on, tables[entity], ownRows(tables[entity], { person, dialect: on.dialect })),
    ),
  )
  return [...(sales ?? []), ...(papers ?? [])].map(({ id }) => id).concat(person.accountIds)
}

/** Columns by which rows of an entity point to leads, customers and browsers, with their targets; those of custom fields too. */
export function personReferences({ fields }: EntityTable): readonly { readonly column: string; readonly to: Target }[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const to = TARGETS.find((target) => field.type === 'reference' && field.entity === target)
    return to === undefined ? [] : columnsOf(name, field).map(({ name: column }) => ({ column, to }))
  })
}

const TARGETS = ['lead', 'contact', 'visitor'] as const
type Target = (typeof TARGETS)[number]

const rowsWhere = (on: Sql, table: EntityTable, { sql, bindings }: Fragment): Promise<readonly StoredRecord[]> =>
  selectRecords(on, table, { ending: `where ${sql} order by "id"`, bindings })

function ownRows(table: EntityTable, { person, dialect }: { person: PersonTrace; dialect: Dialect }): Fragment {
  const { ids } = person
  const among = (column: string, values: readonly string[]) => isOneOf(dialect, column, values)
  const subjects = among(
    '"subject"',
    TARGETS.flatMap((target) => ids[target].map((id) => `${target}:${id}`)),
  )
  const recordIds = among('"record_id"', Object.values(ids).flat())
  switch (table.entity) {
    case 'lead':
    case 'contact':
    case 'visitor':
      return among('"id"', ids[table.entity])
    case 'account':
      return among('"id"', person.accountIds)
    case 'submission': {
      const { sql, bindings } = among('lead_id', ids.lead)
      return { sql: `"id" in (select submission_id from submission_state where ${sql})`, bindings }
    }
    case 'changeSet':
    case 'webhookDelivery':
      return subjects
    case 'statusChange':
      return recordIds
    case 'recordChange': {
      const ofSets = `"change_set_id" in (select "id" from "change_set" where ${subjects.sql})`
      return { sql: `(${recordIds.sql} or ${ofSets})`, bindings: [...recordIds.bindings, ...subjects.bindings] }
    }
    default:
      return anyOf(personReferences(table).map(({ column, to }) => among(quote(column), ids[to])))
  }
}

interface Looked {
  readonly person: PersonTrace
  readonly near: readonly string[]
}

/** The database looks for the letters, memory for whole words. */
async function mentioning(on: Sql, table: EntityTable, { person, near }: Looked): Promise<readonly StoredRecord[]> {
  const columns = table.columns.filter(({ kind, declaration: { type } }) => SPEAKING.has(kind) && type !== 'reference')
  const words = TRAILS.has(table.entity) ? [...person.words, ...Object.values(person.ids).flat()] : person.words
  const speak = (found: readonly StoredRecord[], of: readonly string[]) => {
    const spoken = spokenWords(of)
    return found.filter((record) => columns.some(({ field }) => spoken.isIn(record[field])))
  }
  const looked = columns.flatMap(({ name }) => words.map((word) => holds(quote(name), word)))
  const rows = speak(await rowsWhere(on, table, anyOf(looked)), words)
  const hanging = hangingColumns(table).map((column) => isOneOf(on.dialect, quote(column), near))
  const byName = speak(await rowsWhere(on, table, anyOf(hanging)), person.names)
  return [...new Map([...rows, ...byName].map((record) => [record.id, record])).values()]
}

/** Traces of changes, which speak of a person by the ids of the records. */
const TRAILS: ReadonlySet<EntityName> = new Set(['recordChange', 'changeSet', 'webhookDelivery'])

const hangingColumns = ({ entity, fields }: EntityTable): readonly string[] =>
  entity === 'recordChange'
    ? ['record_id']
    : Object.entries(fields).flatMap(([name, field]) =>
        field.type === 'reference' && (field.entity === 'opportunity' || field.entity === 'account')
          ? columnsOf(name, field).map((column) => column.name)
          : [],
      )

const SPEAKING: ReadonlySet<string> = new Set(['text', 'json', 'list'])

/** Whether the letters of a word stand in a column, whichever their case. */
export function holds(column: string, word: string): Fragment {
  const pattern = (text: string): Binding =>
    `%${JSON.stringify(text)
      .slice(1, -1)
      .replaceAll(/[\\%_]/g, '\\$&')}%`
  const text = `cast(${column} as text)`
  return {
    sql: `(lower(${text}) like ? escape '\\' or ${text} like ? escape '\\')`,
    bindings: [pattern(word.toLowerCase()), pattern(word)],
  }
}

export const anyOf = (fragments: readonly Fragment[]): Fragment => ({
  sql: fragments.length === 0 ? '1 = 0' : `(${fragments.map(({ sql }) => sql).join(' or ')})`,
  bindings: fragments.flatMap(({ bindings }) => bindings),
})
