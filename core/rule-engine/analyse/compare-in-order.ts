import { isDeepStrictEqual } from 'node:util'
import type { ConditionNode } from '../../model/conditions.js'
import type { AnalysisScope } from './analysis.js'
import type { Outcome, SemanticDifference, Sides, Witness } from './difference.js'
import { longestRise } from './longest-rise.js'
import { pointToFacts } from './point-to-facts.js'
import type { RuleEntry } from './rule-entries.js'
import { pointWonBy, type RuleOrder, ruleOrder } from './rule-order.js'

/** How many rules with the same outcome are set aside in the search for one witness. */
const MOST_TWINS = 30

interface Comparison {
  readonly orders: Sides<RuleOrder>
  readonly scopes: Sides<AnalysisScope>
}

/** Compares rules of which the first that holds wins: routing and transitions. */
export function compareInOrder(
  entries: Sides<readonly RuleEntry[]>,
  scopes: Sides<AnalysisScope>,
): readonly SemanticDifference[] {
  const comparison: Comparison = {
    orders: { before: ruleOrder(entries.before, scopes.before), after: ruleOrder(entries.after, scopes.after) },
    scopes,
  }
  return changesBetween(entries).map(({ name, change }) => {
    const places = {
      before: entries.before.findIndex((entry) => nameOf(entry) === name),
      after: entries.after.findIndex((entry) => nameOf(entry) === name),
    }
    const { kind, file, rule, title } = (entries.after[places.after] ?? entries.before[places.before]) as RuleEntry
    return { kind, file, rule, title, change, ...witnessOf(places, comparison) }
  })
}

const nameOf = ({ file, rule }: RuleEntry): string => `${file}/${rule}`

interface Change {
  readonly name: string
  readonly change: SemanticDifference['change']
}

function changesBetween({ before, after }: Sides<readonly RuleEntry[]>): readonly Change[] {
  const old = new Map(before.map((entry, place) => [nameOf(entry), { place, signature: entry.signature }]))
  const fresh = new Set(after.map(nameOf))
  const stayed = longestRise(after.flatMap((entry) => old.get(nameOf(entry))?.place ?? []))
  const changes = after.map((entry): Change | undefined => {
    const name = nameOf(entry)
    const known = old.get(name)
    if (!known) return { name, change: 'added' }
    if (known.signature !== entry.signature) return { name, change: 'edited' }
    return stayed.has(known.place) ? undefined : { name, change: 'moved' }
  })
  const removed = [...old.keys()].filter((name) => !fresh.has(name)).map((name): Change => ({ name, change: 'removed' }))
  return [...changes.filter((change) => change !== undefined), ...removed]
}

type Found = Pick<SemanticDifference, 'witness' | 'exact'>

/** Records that the rule wins on one side, and for which the other side comes to something else. */
function witnessOf(places: Sides<number>, comparison: Comparison): Found {
  let exact = true
  for (const side of ['before', 'after'] as const) {
    if (places[side] < 0) continue
    const found = wonOnOneSide(places[side], side, comparison)
    if (found.witness) return found
    exact &&= found.exact
  }
  return { exact }
}

function wonOnOneSide(index: number, side: keyof Sides<unknown>, { orders, scopes }: Comparison): Found {
  const other = side === 'before' ? 'after' : 'before'
  const twins: ConditionNode[] = []
  for (let round = 0; round < MOST_TWINS; round++) {
    const { point, exact } = pointWonBy(orders[side], index, { scope: scopes[side], fails: twins })
    if (!point) return { exact }
    const facts = pointToFacts(point, scopes[side])
    const theirs = orders[other].winner(facts)
    const [mine, yours] = [outcomeAt(orders[side], index), outcomeAt(orders[other], theirs)]
    if (!isDeepStrictEqual(mine?.then, yours?.then)) {
      const witness: Witness = { point, before: side === 'before' ? mine : yours, after: side === 'before' ? yours : mine }
      return { witness, exact }
    }
    twins.push(wonBy(orders[other].entries, theirs))
  }
  return { exact: false }
}

function outcomeAt({ entries }: RuleOrder, index: number): Outcome {
  const entry = entries[index]
  return entry && { rule: nameOf(entry), then: entry.outcome }
}

/** Holds where a rule wins. */
function wonBy(entries: readonly RuleEntry[], index: number): ConditionNode {
  const rule = entries[index]
  const earlier = entries.slice(0, index).map(({ conditions }): ConditionNode => ({ not: conditions }))
  return { all: [...(rule ? [rule.conditions] : []), ...earlier] }
}
