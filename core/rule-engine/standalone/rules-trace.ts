import type { ProgramAnswer } from './answer-step.js'
import type { Found, RuleOutcome } from './explain-conditions.js'
import { priorityOf } from './in-rule-order.js'
import type { ResultNode } from './result-tree.js'
import type { RuleProgram } from './rule-program.js'
import type { ProgramOf } from './run-program.js'
import type { RuleResult, RulesAnswer, RulesTrace, StandaloneRule } from './standalone-rule.js'

/** Rules with the program made of them, and where each rule stands in it. */
export interface PlacedRules<R> extends ProgramOf<R> {
  readonly places: ReadonlyMap<R, number>
}

/** What a call found, with states and result trees to be worked out on demand. */
export function rulesTrace<R extends StandaloneRule>(
  answer: ProgramAnswer,
  { rules, places, program }: PlacedRules<R>,
): RulesTrace<R> {
  const { holding, thrown, leaves, values } = answer
  const foundOf = (rule: R): Found => foundAt(answer, program, places.get(rule) ?? -1)
  return {
    holding: holding.map((place) => rules[place] as R),
    failed: failedIn(thrown, rules),
    get leaves() {
      return leaves.list()
    },
    values,
    slots: program.slotKeys,
    outcomeOf: (rule) => foundOf(rule).outcome,
    resultOf: (rule) => ruleResult(rule, { found: foundOf(rule), tree: program.trees(places.get(rule) ?? -1, leaves) }),
  }
}

/** What a call found out about the rule at a place. */
export function foundAt(answer: ProgramAnswer, program: RuleProgram, place: number): Found {
  const plan = program.plans[place]
  if (!plan) throw new RangeError('This rule is not one of the compiled ones.')
  return { plan, outcome: outcomeAt(answer, place), values: answer.values, thrown: answer.thrown.get(place) }
}

function outcomeAt({ holding, thrown }: ProgramAnswer, place: number): RuleOutcome {
  if (thrown.has(place)) return 'error'
  return isAmong(holding, place) ? 'holds' : 'fails'
}

/** The list is in order. */
function isAmong(places: readonly number[], place: number): boolean {
  let low = 0
  let high = places.length
  while (low < high) {
    const half = (low + high) >>> 1
    if ((places[half] ?? Infinity) < place) low = half + 1
    else high = half
  }
  return places[low] === place
}

/** The rules behind what was thrown. */
export function failedIn<R>(thrown: ReadonlyMap<number, unknown>, rules: readonly R[]): RulesAnswer<R>['failed'] {
  if (thrown.size === 0) return []
  return rules.flatMap((rule, place) => (thrown.has(place) ? [{ rule, thrown: thrown.get(place) }] : []))
}

const UNKNOWN_EVENT = Object.freeze({ type: 'unknown' })

function ruleResult(
  rule: StandaloneRule,
  { found: { outcome }, tree }: { readonly found: Found; readonly tree: ResultNode },
): RuleResult {
  const { event = UNKNOWN_EVENT, name } = rule
  const result = outcome === 'error' ? null : outcome === 'holds'
  const priority = priorityOf(rule)
  return name === undefined ? { conditions: tree, event, priority, result } : { conditions: tree, event, priority, name, result }
}
