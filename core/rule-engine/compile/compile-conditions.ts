import type { Conditions } from '../../model/conditions.js'
import type { Operator } from '../../plugin-api/index.js'
import { compilePlan } from './compile-plan.js'
import type { NamedConditions } from './inline-conditions.js'
import { leafTable } from './leaf-table.js'
import { planConditions } from './plan-conditions.js'
import type { SlotTable } from './slot-table.js'

/** Says whether conditions hold for one record, whose facts stand in the places of the slot table. */
export type ConditionTest = (values: readonly unknown[]) => boolean

/** What conditions can refer to. */
export interface ConditionScope {
  readonly named: NamedConditions
  readonly operators: Readonly<Record<string, Operator>>
  readonly slots: SlotTable
}

/**
 * Turns conditions into one synchronous function with the answers of json-rules-engine.
 * @throws {CrmError} RULE_OPERATOR_UNKNOWN, RULE_CONDITION_UNKNOWN, RULE_CONDITION_CYCLE, RULE_CONDITIONS_INVALID or
 * RULE_CONDITIONS_TOO_LARGE.
 */
export function compileConditions(conditions: Conditions, { named, operators, slots }: ConditionScope): ConditionTest {
  return compilePlan(planConditions(conditions, { named, leaves: leafTable(slots, operators), isStrict: true }))
}
