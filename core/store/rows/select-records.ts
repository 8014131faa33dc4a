import { type Binding, quote, type Sql } from '../database/database.js'
import type { StoredRecord } from '../store.js'
import type { EntityTable } from './entity-table.js'

/** Reads records by an SQL ending, for example `where id = ?`. */
export async function selectRecords(
  on: Sql,
  table: EntityTable,
  { ending, bindings = [] }: { ending: string; bindings?: readonly Binding[] },
): Promise<readonly StoredRecord[]> {
  const isPacked = on.dialect === 'sqlite'
  const selected = isPacked ? table.packedSelected : table.selected
  const rows = await on.rows(`select ${selected} from ${quote(table.table)} ${ending}`, bindings)
  return rows.map(isPacked ? table.fromPacked : table.fromRow)
}
