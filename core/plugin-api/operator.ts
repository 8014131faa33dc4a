import type { Text } from '../model/text/localized-text.js'

/** A comparison that rules can use. Synchronous, so that a rule set runs without waiting. */
export interface Operator {
  readonly label: Text
  test(factValue: unknown, ruleValue: unknown): boolean
}
