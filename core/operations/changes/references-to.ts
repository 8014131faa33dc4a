import type { Engine } from '../../intake/engine.js'
import type { EntityName } from '../../model/entities/index.js'
import type { StoredRecord } from '../../store/index.js'

/** A record that points to another, and by which field. */
export interface Reference {
  readonly entity: EntityName
  readonly field: string
  readonly record: StoredRecord
}

const BATCH = 500

/** The records of all entities that point to a record. */
export async function referencesTo(
  engine: Pick<Engine, 'store' | 'fields'>,
  { entity, id }: { entity: EntityName; id: string },
): Promise<readonly Reference[]> {
  const lists = referring(engine, entity).map(async ([from, field]) => {
    const where = { all: [{ fact: from, path: `$.${field}`, operator: 'equal', value: id }] }
    const found: Reference[] = []
    for await (const page of engine.store.records.each(from, { where, batch: BATCH }))
      found.push(...page.map((record): Reference => ({ entity: from, field, record })))
    return found
  })
  return (await Promise.all(lists)).flat()
}

/** Fields of any entity, the deployment's own too, that hold ids of this one. */
function referring({ fields }: Pick<Engine, 'fields'>, to: EntityName): readonly (readonly [EntityName, string])[] {
  return (Object.keys(fields) as EntityName[]).flatMap((entity) =>
    Object.entries(fields[entity]).flatMap(([name, field]) =>
      field.type === 'reference' && field.entity === to ? [[entity, name] as const] : [],
    ),
  )
}
