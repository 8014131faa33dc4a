import type { Conditions } from '../../../../core/model/conditions.js'
import { slotKey } from '../../../../core/rule-engine/compile/slot-key.js'
import { slotTable } from '../../../../core/rule-engine/compile/slot-table.js'
import { type AnalysisScope, type Point, pointToFacts, variablesIn } from '../../../../core/rule-engine/index.js'
import { referenceTest } from '../../../../core/rule-engine/reference/reference-test.js'

/** What json-rules-engine says about conditions for an imagined record. */
export async function holdsAt(conditions: Conditions, point: Point, scope: AnalysisScope): Promise<boolean> {
  const { facts } = pointToFacts(point, scope)
  const slots = slotTable()
  for (const { fact, params } of variablesIn(conditions, scope)) slots.indexOf(fact, params)
  const test = referenceTest(conditions, { named: scope.conditions, operators: scope.vocabulary.operators, slots })
  return test(slots.slots.map(({ fact, params }) => facts[slotKey(fact, params)]))
}
