import { canonicalJson } from '../../model/canonical-json.js'
import type { Comparison, ConditionNode, Conditions } from '../../model/conditions.js'
import { compileConditions } from '../compile/compile-conditions.js'
import { inlineConditions } from '../compile/inline-conditions.js'
import { type SlotTable, slotTable } from '../compile/slot-table.js'
import type { RuleEnvelope, RuleGroup, RuleSet } from '../rule-set.js'
import type { AnalysisScope } from './analysis.js'
import type { PointFacts } from './point-to-facts.js'

export const ENTRY_KINDS = ['scoring', 'transition', 'routing', 'automation', 'segment'] as const

export type EntryKind = (typeof ENTRY_KINDS)[number]

/** A rule of any kind as analysis sees it: when it acts, and what follows. */
export interface RuleEntry {
  readonly kind: EntryKind
  readonly file: string
  readonly rule: string
  readonly title: RuleEnvelope['title']
  /** Everything on which it depends: its conditions without names, the statuses it starts from, the time for which it holds. */
  readonly conditions: Conditions
  readonly outcome: Readonly<Record<string, unknown>>
  /** Conditions and outcome as text; equal for rules that do the same. */
  readonly signature: string
}

/** The rules of a kind that act, in the order in which they count. Those that are switched off or only watched do nothing. */
export function ruleEntries(ruleSet: RuleSet, kind: EntryKind): readonly RuleEntry[] {
  if (kind === 'segment')
    return Object.values(ruleSet.segments).map(({ id, title, conditions }) =>
      entryOf(ruleSet, { kind, file: id, rule: { id, title }, parts: [conditions], outcome: { member: id } }),
    )
  if (kind === 'scoring') return entriesOf(ruleSet, kind, ruleSet.scoring, (rule) => [[rule.conditions], { ...rule.then }])
  if (kind === 'transition')
    return entriesOf(ruleSet, kind, ruleSet.transitions, (rule) => {
      const from = rule.from.filter((status) => status !== rule.to)
      return [[inStatus(from), rule.conditions], { to: rule.to, ...(rule.reason === undefined ? {} : { reason: rule.reason }) }]
    })
  if (kind === 'routing')
    return entriesOf(ruleSet, kind, ruleSet.routing, (rule) => [rule.conditions ? [rule.conditions] : [], { ...rule.then }])
  return entriesOf(ruleSet, kind, ruleSet.automations, (rule) => [[rule.conditions], { fire: rule.fire, then: rule.then }])
}

const inStatus = (from: readonly string[]): Comparison => ({ fact: 'lead', path: '$.status', operator: 'in', value: [...from] })

/** Holds for every lead. */
export const EVERY_LEAD: Comparison = { fact: 'lead', path: '$.id', operator: 'present', value: true }

type Naming = Pick<AnalysisScope, 'vocabulary' | 'conditions'>

/** Says whether a rule holds for an imagined record. */
export function holdsFor(entry: Pick<RuleEntry, 'conditions'>, scope: Naming) {
  const slots = slotTable()
  const test = entryTest(entry, scope, slots)
  return ({ facts }: Pick<PointFacts, 'facts'>): boolean => test(slots.slots.map(({ key }) => facts[key]))
}

/** Says whether a rule holds for the values in the places of a slot table; one that breaks does not hold. */
export type EntryTest = (values: readonly unknown[]) => boolean

export function entryTest({ conditions }: Pick<RuleEntry, 'conditions'>, scope: Naming, slots: SlotTable): EntryTest {
  const test = compileConditions(conditions, { named: scope.conditions, operators: scope.vocabulary.operators, slots })
  return (values) => {
    try {
      return test(values)
    } catch {
      return false
    }
  }
}

type Parts = readonly [parts: readonly ConditionNode[], outcome: RuleEntry['outcome']]

function entriesOf<R extends RuleEnvelope>(
  ruleSet: RuleSet,
  kind: EntryKind,
  [...groups]: readonly RuleGroup<R>[],
  partsOf: (rule: R) => Parts,
): readonly RuleEntry[] {
  const rules = groups.flatMap(({ id, rules: list }) => list.map((rule) => ({ file: id, rule })))
  return rules
    .filter(({ rule: { enabled, mode } }) => enabled !== false && mode !== 'shadow')
    .toSorted((left, right) => (right.rule.priority ?? 0) - (left.rule.priority ?? 0))
    .map(({ file, rule }) => {
      const [parts, outcome] = partsOf(rule)
      return entryOf(ruleSet, { kind, file, rule, parts, outcome })
    })
}

function entryOf(
  ruleSet: RuleSet,
  {
    kind,
    file,
    rule,
    parts,
    outcome,
  }: Pick<RuleEntry, 'kind' | 'file' | 'outcome'> & { rule: RuleEnvelope; parts: readonly ConditionNode[] },
): RuleEntry {
  const all = [...parts, ...boundsOf(rule)]
  const conditions = inlineConditions(ruleSet, { all: all.length > 0 ? all : [EVERY_LEAD] })
  const signature = canonicalJson([conditions, outcome])
  return { kind, file, rule: rule.id, title: rule.title, conditions, outcome, signature }
}

function boundsOf({ effective: { from, until } = {} }: RuleEnvelope): Comparison[] {
  const bound = (operator: string, at: string): Comparison => ({ fact: 'now', operator, value: Date.parse(at) })
  return [
    ...(from === undefined ? [] : [bound('greaterThanInclusive', from)]),
    ...(until === undefined ? [] : [bound('lessThan', until)]),
  ]
}
