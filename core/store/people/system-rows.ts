import { spokenWords } from '../../model/text/spoken-words.js'
import { type Fragment, isOneOf, type Row, type Sql } from '../database/database.js'
import type { PersonTrace } from '../store.js'
import { anyOf, holds } from './person-rows.js'

/** Tables that no entity declares and that hold something of people: by which columns, and in which texts. */
export const SYSTEM_TABLES = {
  match_key: { by: ['lead_id'], key: 'key', texts: [] },
  similar_lead: { by: ['lead_id', 'other_id'], key: 'lead_id', texts: [] },
  outbox: { by: ['record_id'], key: 'id', texts: ['params', 'error'] },
  submission_state: { by: ['lead_id'], key: 'submission_id', texts: ['problem'] },
} as const

type SystemTable = keyof typeof SYSTEM_TABLES

/** What one of these tables keeps of a person. */
export async function findSystemRows(on: Sql, table: SystemTable, person: PersonTrace): Promise<readonly Row[]> {
  const { by, texts } = SYSTEM_TABLES[table]
  const ids = [...person.ids.lead, ...person.ids.contact]
  const own: readonly Fragment[] = by.map((column) => isOneOf(on.dialect, column, ids))
  const words = [...person.words, ...Object.values(person.ids).flat()]
  const spoken = spokenWords(words)
  const looked = texts.flatMap((column) => words.map((word) => holds(column, word)))
  const { sql, bindings } = anyOf([...own, ...looked])
  const rows = await on.rows(`select * from ${table} where ${sql}`, bindings)
  return rows.filter(
    (row) => by.some((column) => ids.includes(String(row[column]))) || texts.some((column) => spoken.isIn(row[column])),
  )
}

/** Removes them; submissions that went take their standing with them. Answers how many there were. */
export async function eraseSystemRows(
  on: Sql,
  table: SystemTable,
  { person, submissionIds }: { person: PersonTrace; submissionIds: readonly string[] },
): Promise<number> {
  const rows = await findSystemRows(on, table, person)
  const { key } = SYSTEM_TABLES[table]
  const keys = new Set([...rows.map((row) => String(row[key])), ...(table === 'submission_state' ? submissionIds : [])])
  const { sql, bindings } = isOneOf(on.dialect, key, [...keys])
  if (keys.size === 0) return 0
  const pairs = table === 'similar_lead' ? isOneOf(on.dialect, 'other_id', person.ids.lead) : undefined
  const removed = pairs
    ? await on.rows(
        `delete from similar_lead where lead_id in (${person.ids.lead.map(() => '?').join()}) or ${pairs.sql} returning lead_id`,
        [...person.ids.lead, ...pairs.bindings],
      )
    : await on.rows(`delete from ${table} where ${sql} returning ${key}`, bindings)
  return removed.length
}
