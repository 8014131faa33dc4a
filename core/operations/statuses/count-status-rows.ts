import type { Engine } from '../../intake/engine.js'
import type { Comparison, Conditions } from '../../model/conditions.js'
import type { StatusMapping } from '../../rule-engine/index.js'

/** How many rows of the database name statuses that change. */
export interface StatusRows {
  /** Leads, or opportunities. */
  readonly records: number
  /** Moves in the history. */
  readonly moves: number
}

export async function countStatusRows({ store }: Pick<Engine, 'store'>, mapping: StatusMapping): Promise<StatusRows> {
  const [records, moves] = await Promise.all([
    store.records.count(mapping.entity, { where: recordsIn(mapping) }),
    store.records.count('statusChange', { where: movesOf(mapping) }),
  ])
  return { records, moves }
}

const comparison = (fact: string, field: string, operator: string, value: unknown): Comparison => ({
  fact,
  path: `$.${field}`,
  operator,
  value,
})

/** The records that stand in one of the old statuses. */
export function recordsIn({ entity, lifecycle, map }: StatusMapping): Conditions {
  const old = [...map.keys()]
  if (entity === 'lead') return { all: [comparison('lead', 'status', 'in', old)] }
  return { all: [comparison('opportunity', 'pipeline', 'equal', lifecycle), comparison('opportunity', 'stage', 'in', old)] }
}

/** The moves from or to one of the old statuses. */
export function movesOf({ entity, lifecycle, map }: StatusMapping): Conditions {
  const old = [...map.keys()]
  const of = (field: string, value: unknown, operator = 'equal') => comparison('statusChange', field, operator, value)
  return { all: [of('entity', entity), of('lifecycle', lifecycle), { any: [of('from', old, 'in'), of('to', old, 'in')] }] }
}
