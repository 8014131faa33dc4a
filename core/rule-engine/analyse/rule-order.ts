import type { ConditionNode } from '../../model/conditions.js'
import { slotTable } from '../compile/slot-table.js'
import type { AnalysisScope, Point } from './analysis.js'
import { findPoint } from './find-point.js'
import { type PointFacts, pointToFacts } from './point-to-facts.js'
import { type EntryTest, entryTest, type RuleEntry } from './rule-entries.js'

/** Rules of which the first that holds wins. */
export interface RuleOrder {
  readonly entries: readonly RuleEntry[]
  winner(facts: Pick<PointFacts, 'facts'>): number
}

/** Prepares rules of which the first that holds wins; they are compiled when they are first asked. */
export function ruleOrder(entries: readonly RuleEntry[], scope: Pick<AnalysisScope, 'vocabulary' | 'conditions'>): RuleOrder {
  const slots = slotTable()
  let tests: readonly EntryTest[] | undefined
  return {
    entries,
    winner({ facts }) {
      tests ??= entries.map((entry) => entryTest(entry, scope, slots))
      const values = slots.slots.map(({ key }) => facts[key])
      return tests.findIndex((test) => test(values))
    },
  }
}

/** A record for which one rule wins, or the reason why there is none. */
export interface WinningPoint {
  readonly point?: Point
  readonly exact: boolean
  readonly cost: number
  /** The rules before it that together hold wherever it does. */
  readonly blockers: readonly number[]
}

interface Wish {
  readonly scope: AnalysisScope
  /** Further conditions that must fail. */
  readonly fails?: readonly ConditionNode[]
}

/**
 * Looks for a record for which a rule wins, or none does where no index is given. Rules before it are taken into account
 * only once they have been seen in the way, so that long lists stay cheap.
 */
export function pointWonBy(order: RuleOrder, index: number | undefined, { scope, fails = [] }: Wish): WinningPoint {
  const rule = index === undefined ? undefined : order.entries[index]
  const blockers: number[] = []
  let left = scope.budget ?? BUDGET
  while (left > 0) {
    const conditions = blockers.flatMap((blocker) => order.entries[blocker]?.conditions ?? [])
    const question = { holds: rule ? [rule.conditions] : [], fails: [...fails, ...conditions] }
    const { point, exact, cost } = findPoint(question, { ...scope, budget: left })
    left -= cost + 1
    const spent = { cost: (scope.budget ?? BUDGET) - left, blockers }
    if (!point) return { ...spent, exact }
    const winner = order.winner(pointToFacts(point, scope))
    if (winner === (index ?? -1)) return { ...spent, point, exact }
    // A point that the rule itself does not hold for, once it is a record, says nothing: such variables are beyond analysis.
    if (winner < 0 || blockers.includes(winner) || (index !== undefined && winner > index)) return { ...spent, exact: false }
    blockers.push(winner)
  }
  return { exact: false, cost: scope.budget ?? BUDGET, blockers }
}

const BUDGET = 200_000
