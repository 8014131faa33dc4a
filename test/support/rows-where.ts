import type { Engine } from '../../core/intake/engine.js'
import type { EntityName } from '../../core/model/entities/index.js'
import type { StoredRecord } from '../../core/store/index.js'

/** All records of an entity whose fields have these values, in the order in which they were made. */
export async function rowsWhere(
  { store }: Pick<Engine, 'store'>,
  entity: EntityName,
  values: Readonly<Record<string, string>>,
): Promise<readonly StoredRecord[]> {
  const all = Object.entries(values).map(([field, value]) => ({ fact: entity, path: `$.${field}`, operator: 'equal', value }))
  const rows: StoredRecord[] = []
  for await (const batch of store.records.each(entity, { ...(all.length > 0 ? { where: { all } } : {}), batch: 500 }))
    rows.push(...batch)
  return rows
}
