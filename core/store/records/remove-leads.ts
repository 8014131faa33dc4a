import type { EntityName } from '../../model/entities/index.js'
import { isOneOf, quote, type Sql } from '../database/database.js'
import { columnsOf } from '../rows/columns.js'
import type { EntityTables } from '../rows/entity-table.js'

/** What becomes of the records that point to a lead when it is removed: they go with it, or only forget it. */
export const LEAD_PARTS = {
  activity: 'remove',
  consent: 'remove',
  decision: 'remove',
  enrolment: 'remove',
  message: 'remove',
  notification: 'remove',
  task: 'remove',
  touch: 'remove',
  document: 'forget',
  opportunity: 'forget',
  visitor: 'forget',
  /** Another one that was merged into it stands for itself again. */
  lead: 'forget',
} as const satisfies { readonly [E in EntityName]?: 'remove' | 'forget' }

/** Tables that no entity declares, with the columns that hold ids of leads. */
export const LEAD_COLUMNS = {
  match_key: ['lead_id'],
  outbox: ['record_id'],
  similar_lead: ['lead_id', 'other_id'],
  submission_state: ['lead_id'],
} as const

/**
 * Removes leads with all that hangs on them: timeline, decisions, what came in, the names they are found by, effects that wait.
 * Inside a transaction that is open. Answers how many there were.
 */
export async function removeLeads(on: Sql, tables: EntityTables, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const where = (column: string) => isOneOf(on.dialect, quote(column), ids)
  const removeBy = async (table: string, column: string) => {
    const { sql, bindings } = where(column)
    await on.rows(`delete from ${quote(table)} where ${sql}`, bindings)
  }
  const of = where('lead_id')
  await on.rows(`delete from submission where id in (select submission_id from submission_state where ${of.sql})`, of.bindings)
  for (const [table, columns] of Object.entries(LEAD_COLUMNS)) for (const column of columns) await removeBy(table, column)
  for (const [entity, fate] of Object.entries(LEAD_PARTS)) {
    for (const column of leadColumns(tables, entity as EntityName)) {
      const { table } = tables[entity as EntityName]
      if (fate === 'remove') await removeBy(table, column)
      else {
        const { sql, bindings } = where(column)
        await on.rows(`update ${quote(table)} set ${quote(column)} = null, "version" = "version" + 1 where ${sql}`, bindings)
      }
    }
  }
  for (const entity of ['statusChange', 'recordChange'] as const) {
    const { sql, bindings } = where('record_id')
    await on.rows(`delete from ${quote(tables[entity].table)} where "entity" = 'lead' and ${sql}`, bindings)
  }
  const own = where('id')
  return (await on.rows(`delete from ${quote(tables.lead.table)} where ${own.sql} returning "id"`, own.bindings)).length
}

/** Every column of an entity that points to a lead, those of custom fields too. */
function leadColumns(tables: EntityTables, entity: EntityName): readonly string[] {
  return Object.entries(tables[entity].fields)
    .filter(([, field]) => field.type === 'reference' && field.entity === 'lead')
    .flatMap(([name, field]) => columnsOf(name, field).map((column) => column.name))
}
