import type { Engine } from '../../intake/engine.js'
import type { EntityName } from '../../model/entities/index.js'
import type { StoredRecord } from '../../store/index.js'

const BATCH = 500

/** All records whose fields have these values: the few that belong to one opportunity or account. */
export async function everyRecord(
  { store }: Pick<Engine, 'store'>,
  entity: EntityName,
  values: Readonly<Record<string, string>>,
): Promise<readonly StoredRecord[]> {
  const where = {
    all: Object.entries(values).map(([field, value]) => ({ fact: entity, path: `$.${field}`, operator: 'equal', value })),
  }
  const found: StoredRecord[] = []
  for await (const batch of store.records.each(entity, { where, batch: BATCH })) found.push(...batch)
  return found
}
