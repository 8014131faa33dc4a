import { isDeepStrictEqual } from 'node:util'
import type { ConditionNode } from '../../model/conditions.js'
import type { ScoringRule } from '../rule-set.js'
import type { AnalysisScope, PointQuestion } from './analysis.js'
import type { Outcome, SemanticDifference, Sides, Witness } from './difference.js'
import { findPoint } from './find-point.js'
import { type PointFacts, pointToFacts } from './point-to-facts.js'
import { holdsFor, type RuleEntry } from './rule-entries.js'
import { pointsAt } from './score-bounds.js'

type Scopes = Sides<AnalysisScope>

/** Compares rules that act each for itself: scoring rules, automations, segments. */
export function compareFreely(entries: Sides<readonly RuleEntry[]>, scopes: Scopes): readonly SemanticDifference[] {
  const before = new Map(entries.before.map((entry) => [nameOf(entry), entry]))
  const after = new Map(entries.after.map((entry) => [nameOf(entry), entry]))
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const pair = { before: before.get(name), after: after.get(name) }
    const known = pair.after ?? pair.before
    if (!known || pair.before?.signature === pair.after?.signature) return []
    const { kind, file, rule, title } = known
    const change = pair.before ? (pair.after ? 'edited' : 'removed') : 'added'
    return [{ kind, file, rule, title, change, ...witnessOf(pair, scopes) } satisfies SemanticDifference]
  })
}

const nameOf = ({ file, rule }: RuleEntry): string => `${file}/${rule}`

type Pair = Sides<RuleEntry | undefined>

function witnessOf(pair: Pair, scopes: Scopes): { readonly witness?: Witness; readonly exact: boolean } {
  let exact = true
  for (const question of questionsOf(pair)) {
    const answer = findPoint(question, scopes.after)
    const witness = answer.point && proven(answer.point, pair, scopes)
    if (witness) return { witness, exact: answer.exact }
    exact &&= answer.exact && !answer.point
  }
  return { exact }
}

function questionsOf({ before, after }: Pair): PointQuestion[] {
  if (!before || !after) return [{ holds: [before, after].flatMap((entry) => entry?.conditions ?? []) }]
  const conditions = [before.conditions, after.conditions] as const
  const [old, fresh] = conditions
  const sameOutcome = isDeepStrictEqual(before.outcome, after.outcome)
  const counts = [before, after].flatMap(countsPaid)
  return [
    { holds: [old], fails: [fresh] },
    { holds: [fresh], fails: [old] },
    ...(sameOutcome ? [] : [{ holds: [...conditions] }, ...counts.map((count) => ({ holds: [...conditions, count] }))]),
  ]
}

/** Points for each activity differ first where there are as many as are paid for. */
function countsPaid({ kind, outcome }: RuleEntry): ConditionNode[] {
  const { pointsPer } = outcome as Partial<ScoringRule['then']>
  if (kind !== 'scoring' || !pointsPer) return []
  const { activity: type, maxCount: value } = pointsPer
  return [{ fact: 'activityCount', params: { type }, operator: 'greaterThanInclusive', value }]
}

/** What follows for a record: of a scoring rule so many points, and how they fade. */
function outcomeAt({ kind, outcome }: RuleEntry, facts: PointFacts): unknown {
  if (kind !== 'scoring') return outcome
  const then = outcome as unknown as ScoringRule['then']
  return { group: then.group, points: pointsAt(then, facts), ...(then.decay ? { decay: then.decay } : {}) }
}

function proven(point: Witness['point'], pair: Pair, scopes: Scopes): Witness | undefined {
  const facts = pointToFacts(point, scopes.after)
  const outcomeIn = (side: keyof Pair): Outcome => {
    const entry = pair[side]
    return entry && holdsFor(entry, scopes[side])(facts) ? { rule: nameOf(entry), then: outcomeAt(entry, facts) } : undefined
  }
  const witness = { point, before: outcomeIn('before'), after: outcomeIn('after') }
  return isDeepStrictEqual(witness.before, witness.after) ? undefined : witness
}
