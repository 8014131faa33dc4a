import type { Decision } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { type ConditionTest, compileConditions } from '../compile/compile-conditions.js'
import { type CompiledRule, compiledRuleSet } from '../compile/compile-rule-set.js'
import { isEffective } from '../decide/session.js'
import { stagesOf, valuesAt } from '../explain/decision-stages.js'
import type { SourceFile } from '../files/source-file.js'
import type { RuleEnvelope, RuleSet } from '../rule-set.js'
import { gradeId, listPlaces, outcomeId, type Place, type PlaceList } from './places.js'

/** One thing to be met: a comparison that holds, one that fails, or something that comes about. */
export interface Aspect {
  readonly place: Place
  readonly see: 'true' | 'false' | 'done'
}

/** What one decision showed. */
export interface Sight {
  /** Keys of aspects. */
  readonly aspects: ReadonlySet<string>
  /** Rules that were asked, `<file id>/<rule id>`, with the values they were asked about, by slot. */
  readonly asked: ReadonlyMap<string, readonly (readonly unknown[])[]>
}

/** Looks at decisions of cases from outside; deciding itself knows nothing of it. */
export interface CaseWatch extends PlaceList {
  readonly aspects: ReadonlyMap<string, Aspect>
  look(decision: Decision): Sight
}

/** Prepares to watch: every comparison becomes a test of its own over the values that a decision kept. */
export function watchCases(ruleSet: RuleSet, files: readonly SourceFile[]): CaseWatch {
  const list = listPlaces(ruleSet, files)
  const tests = new Map([...list.places.values()].flatMap((place) => leafTest(place, ruleSet)))
  return { ...list, aspects: aspectsOf(list), look: (decision) => look(decision, { ruleSet, list, tests }) }
}

const aspectKey = (place: string, see: Aspect['see']): string => `${place} ${see}`

function aspectsOf({ places }: PlaceList): ReadonlyMap<string, Aspect> {
  const sights = ({ kind }: Place): readonly Aspect['see'][] => (kind === 'leaf' ? ['true', 'false'] : ['done'])
  return new Map(
    [...places.values()].flatMap((place) => sights(place).map((see) => [aspectKey(place.id, see), { place, see }] as const)),
  )
}

function leafTest({ id, leaf }: Place, ruleSet: RuleSet): readonly (readonly [string, ConditionTest])[] {
  if (!leaf) return []
  const { slots } = compiledRuleSet(ruleSet)
  return [[id, compileConditions({ all: [leaf] }, { named: {}, operators: ruleSet.vocabulary.operators, slots })]]
}

interface Looking {
  readonly ruleSet: RuleSet
  readonly list: PlaceList
  readonly tests: ReadonlyMap<string, ConditionTest>
}

function look(decision: Decision, looking: Looking): Sight {
  const { ruleSet, list, tests } = looking
  const compiled = compiledRuleSet(ruleSet)
  const aspects = new Set(outcomesIn(decision).map((id) => aspectKey(id, 'done')))
  const asked = new Map<string, readonly (readonly unknown[])[]>()
  for (const { rules, lead } of questions(decision, ruleSet)) {
    if (rules.length === 0) continue
    const values = valuesAt(lead, { ruleSet, compiled, decision })
    for (const { name } of rules) {
      asked.set(name, [...(asked.get(name) ?? []), values])
      for (const id of list.leavesOf.get(name) ?? []) aspects.add(aspectKey(id, answer(tests.get(id), values)))
    }
  }
  return { aspects, asked }
}

/** One that cannot be answered counts as failing, as it does for the rule. */
function answer(test: ConditionTest | undefined, values: readonly unknown[]): 'true' | 'false' {
  try {
    return test?.(values) ? 'true' : 'false'
  } catch {
    return 'false'
  }
}

interface Question {
  readonly rules: readonly CompiledRule<RuleEnvelope>[]
  readonly lead: Lead
}

/** Which rules were asked about which lead: of those of which one counts, the ones up to it. */
function questions(decision: Decision, ruleSet: RuleSet): readonly Question[] {
  const { scoring, transitions, routing, automations } = compiledRuleSet(ruleSet)
  const stages = stagesOf(ruleSet, decision)
  const awake = <R extends RuleEnvelope>(rules: readonly CompiledRule<R>[]) =>
    rules.filter(({ rule }) => isEffective(rule, decision.now))
  const moves = [...decision.transitions, undefined].map((taken, step): Question => {
    const lead = stages.beforeMove(step)
    const open = awake(transitions).filter(({ rule }) => rule.from.includes(lead.status) && rule.to !== lead.status)
    return { lead, rules: upTo(open, taken?.rule) }
  })
  return [
    { lead: stages.start, rules: awake(scoring.flatMap(({ rules }) => rules)) },
    ...moves,
    ...(decision.routing ? [{ lead: stages.moved, rules: upTo(awake(routing), decision.routing.rule) }] : []),
    { lead: stages.end, rules: awake(automations) },
  ]
}

function upTo<R extends RuleEnvelope>(rules: readonly CompiledRule<R>[], name: string | undefined): readonly CompiledRule<R>[] {
  const place = rules.findIndex((rule) => rule.name === name)
  return place < 0 ? rules : rules.slice(0, place + 1)
}

function outcomesIn({ scores, transitions, routing, fired }: Decision): readonly string[] {
  return [
    ...Object.entries(scores).flatMap(([file, { contributions, grade }]) => [
      ...contributions.map(({ rule }) => outcomeId('scoring', `${file}/${rule}`)),
      ...(grade === undefined ? [] : [gradeId(file, grade)]),
    ]),
    ...transitions.map(({ rule }) => outcomeId('transition', rule)),
    ...(routing ? [outcomeId('routing', routing.rule)] : []),
    ...fired.map(({ rule }) => outcomeId('automation', rule)),
  ]
}
