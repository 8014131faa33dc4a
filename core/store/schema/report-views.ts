import { type Dialect, quote } from '../database/database.js'
import type { Column } from '../rows/columns.js'
import type { EntityTable } from '../rows/entity-table.js'
import type { ActualSchema } from './actual-schema.js'
import type { PlannedChange } from './planned-change.js'

/** Entities that other tools read, and the view that shows each; nothing secret is in any. */
const VIEWS: Readonly<Record<string, string>> = {
  lead: 'report_leads',
  contact: 'report_contacts',
  account: 'report_accounts',
  opportunity: 'report_opportunities',
  opportunityLine: 'report_opportunity_lines',
  product: 'report_products',
  campaign: 'report_campaigns',
  activity: 'report_activities',
  task: 'report_tasks',
  touch: 'report_touches',
  statusChange: 'report_status_changes',
  document: 'report_documents',
  consent: 'report_consents',
  user: 'report_users',
}

/** Views that are missing or show other columns than are declared now, made anew. */
export function planViews(tables: readonly EntityTable[], dialect: Dialect, { views }: ActualSchema): readonly PlannedChange[] {
  return viewedTables(tables).flatMap(({ table, view }) => {
    const wanted = shownColumns(table).map(({ name }) => name)
    if (views.get(view)?.join() === wanted.join()) return []
    return [change(view, { sql: [dropView(view), createView(table, { view, dialect })], what: 'Show' })]
  })
}

/** Takes all views away: before a table under them is built anew. */
export function dropViews(tables: readonly EntityTable[], { views }: ActualSchema): readonly PlannedChange[] {
  return viewedTables(tables)
    .filter(({ view }) => views.has(view))
    .map(({ view }) => change(view, { sql: [dropView(view)], what: 'Hide' }))
}

const viewedTables = (tables: readonly EntityTable[]) =>
  tables.flatMap((table) => {
    const view = VIEWS[table.declaration.name]
    return view === undefined ? [] : [{ table, view }]
  })

const change = (view: string, { sql, what }: { sql: readonly string[]; what: string }): PlannedChange => ({
  kind: 'run-migration',
  table: view,
  sql,
  description: `${what} the read-only view ${view} for other tools.`,
  destructive: false,
})

const shownColumns = ({ columns }: EntityTable): readonly Column[] => columns.filter(({ declaration }) => !declaration.secret)

const dropView = (view: string): string => `drop view if exists ${quote(view)}`

function createView(table: EntityTable, { view, dialect }: { view: string; dialect: Dialect }): string {
  const columns = shownColumns(table).map((column) => `${shown(column, dialect)} as ${quote(column.name)}`)
  return `create view ${quote(view)} as select ${columns.join(', ')} from ${quote(table.table)}`
}

/** Instants are stored as milliseconds; other tools are shown a time that they know. */
function shown({ name, declaration }: Column, dialect: Dialect): string {
  if (declaration.type !== 'dateTime') return quote(name)
  return dialect === 'postgres'
    ? `to_timestamp(${quote(name)} / 1000.0)`
    : `strftime('%Y-%m-%dT%H:%M:%fZ', ${quote(name)} / 1000.0, 'unixepoch')`
}
