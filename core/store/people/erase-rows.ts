import { spokenWords } from '../../model/text/spoken-words.js'
import { type Fragment, isOneOf, quote, type Sql } from '../database/database.js'
import { updateRecord } from '../records/update-record.js'
import type { EntityTable, EntityTables } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import type { ErasureRequest, PersonTrace, StoredRecord } from '../store.js'
import { PERSON_PLAN } from './person-plan.js'
import { type FoundRows, personReferences } from './person-rows.js'

/** What stands where the name of somebody stood who was erased. */
const MARK = '[erased]'

interface Erasing {
  readonly tables: EntityTables
  readonly request: ErasureRequest
  readonly now: number
}

/** Does what the plan says with the rows of one entity, in a transaction that is open; answers how many it reached. */
export async function eraseRows(on: Sql, found: FoundRows, { tables, request, now }: Erasing): Promise<number> {
  const part = PERSON_PLAN[found.entity]
  const table = tables[found.entity]
  if ('keep' in part) return 0
  const fate = (request.mode === 'anonymise' && part.anonymised) || part.own
  if (fate === 'remove') await removeRows(on, table.table, found.own)
  if (fate === 'scrub') for (const record of found.own) await rewrite(on, table, { record, changes: scrubbed(table), now })
  const own = fate === 'remove' || fate === 'scrub' ? found.own.length : 0
  if (part.mentions === 'remove') await removeRows(on, table.table, found.mentions)
  if (part.mentions !== 'redact') return own + found.mentions.length
  // What only forgets whom it points to may speak of the person as well.
  let redacted = 0
  for (const record of [...found.mentions, ...found.own])
    if (await redact(on, table, { record, person: request.person, now })) redacted += 1
  return own + redacted
}

/** Rows that stay forget whom they point to; answers in how many that was. */
export async function releaseRows(on: Sql, table: EntityTable, { ids }: PersonTrace): Promise<number> {
  let released = 0
  for (const { column, to } of personReferences(table)) {
    if (table.declaration.appendOnly || ids[to].length === 0) continue
    const { sql, bindings }: Fragment = isOneOf(on.dialect, quote(column), ids[to])
    const write = `update ${quote(table.table)} set ${quote(column)} = null, "version" = "version" + 1 where ${sql} returning "id"`
    released += (await on.rows(write, bindings)).length
  }
  return released
}

async function removeRows(on: Sql, table: string, rows: readonly StoredRecord[]): Promise<void> {
  if (rows.length === 0) return
  const { sql, bindings } = isOneOf(
    on.dialect,
    quote('id'),
    rows.map(({ id }) => id),
  )
  await on.rows(`delete from ${quote(table)} where ${sql}`, bindings)
}

/** Every field that says something of a person, emptied; what cannot be empty is marked. */
function scrubbed({ fields }: EntityTable): Readonly<Record<string, unknown>> {
  const personal = Object.entries(fields).filter(([name, field]) => field.personal || name === 'externalId')
  return Object.fromEntries(personal.map(([name, { required }]) => [name, required ? MARK : null]))
}

async function redact(
  on: Sql,
  table: EntityTable,
  { record, person, now }: { record: StoredRecord; person: PersonTrace; now: number },
): Promise<boolean> {
  const spoken = spokenWords([...person.words, ...person.names])
  const speaking = Object.entries(record).filter(
    ([name, value]) => name !== 'id' && table.fields[name]?.type !== 'reference' && spoken.isIn(value),
  )
  const without = speaking.map(([name, value]) => {
    const left = spoken.without(value, MARK)
    return [name, left ?? (table.fields[name]?.required ? MARK : null)] as const
  })
  if (without.length > 0) await rewrite(on, table, { record, changes: Object.fromEntries(without), now })
  return without.length > 0
}

/** A row that the database refuses to change is written anew under its id. */
async function rewrite(
  on: Sql,
  table: EntityTable,
  { record, changes, now }: { record: StoredRecord; changes: Readonly<Record<string, unknown>>; now: number },
): Promise<void> {
  if (!table.declaration.appendOnly) {
    const current = await on.rows(`select "version" from ${quote(table.table)} where "id" = ?`, [record.id])
    const expectedVersion = Number(current[0]?.['version'] ?? record.version)
    await updateRecord(on, table, { id: record.id, expectedVersion, changes, now })
    return
  }
  await removeRows(on, table.table, [record])
  const left = Object.entries({ ...record, ...changes }).filter(([, value]) => value !== null)
  await insertRecords(on, table, { records: [Object.fromEntries(left)] })
}
