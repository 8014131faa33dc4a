import type { Text } from '../model/text/localized-text.js'

/** A comparison that rules can use. Synchronous, so that a rule set runs without waiting. */
export interface Operator {
  readonly label: Text
  test(factValue: unknown, ruleValue: unknown): boolean
  /**
   * Fact values around which the answer turns for what a rule asks: some that pass and some that fail, for finding gaps,
   * contradictions and examples. Without it such findings are only sampled where this operator is used.
   * @example criticalValues: (prefix) => [prefix, `${prefix}-more`, 'other']
   */
  criticalValues?(ruleValue: unknown): readonly unknown[]
}
