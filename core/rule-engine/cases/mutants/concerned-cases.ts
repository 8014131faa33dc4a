import type { ConditionNode } from '../../../model/conditions.js'
import { type ConditionTest, compileConditions } from '../../compile/compile-conditions.js'
import { compiledRuleSet } from '../../compile/compile-rule-set.js'
import { comparisonsIn, inlineConditions } from '../../compile/inline-conditions.js'
import { isFactReference } from '../../compile/slot-table.js'
import type { RuleSet } from '../../rule-set.js'
import type { SeenCase } from '../play-all.js'
import { type Brought, ruleNamed } from '../rule-named.js'
import type { Mutant } from './mutant.js'

interface Choosing {
  readonly ruleSet: RuleSet
  readonly mutated: RuleSet
  readonly cases: readonly SeenCase[]
}

/**
 * The cases that can notice a mistake at all: those in which a rule that it touches would have answered otherwise, or did hold
 * and brings about something else. The ones written for its file come first, among them those that name the rule; each is looked at
 * only when it is asked for, because most mistakes are noticed by one of the first.
 */
export function* concernedCases(mutant: Mutant, choosing: Choosing): Iterable<SeenCase> {
  const felt = mutant.rules.map((name) => feltBy(name, choosing))
  for (const one of nearestFirst(mutant, choosing.cases)) if (felt.length === 0 || felt.some((isFelt) => isFelt(one))) yield one
}

function nearestFirst({ rules, source }: Mutant, cases: readonly SeenCase[]): readonly SeenCase[] {
  const names = rules.map((rule) => rule.slice(rule.indexOf('/') + 1))
  const byNearness: [SeenCase[], SeenCase[], SeenCase[], SeenCase[]] = [[], [], [], []]
  for (const one of cases) {
    const isNamed = names.some((name) => one.theCase.name.startsWith(name))
    const isAbout = one.about.includes(source.id)
    byNearness[isNamed ? (isAbout ? 0 : 1) : isAbout ? 2 : 3].push(one)
  }
  return byNearness.flat()
}

/** Whether a case feels that a rule has changed; where time alone can turn the rule, every case that asks it may. */
function feltBy(name: string, { ruleSet, mutated }: Choosing): (one: SeenCase) => boolean {
  const [before, after] = [ruleNamed(ruleSet, name), ruleNamed(mutated, name)]
  const asked = ({ sight }: SeenCase) => sight.asked.get(name) ?? []
  if (!before || !after || isDated(before)) return () => true
  if (isTimed(before, ruleSet) || isTimed(after, mutated)) return (one) => asked(one).length > 0
  const [was, is] = [testOf(before, { ruleSet, facts: ruleSet }), testOf(after, { ruleSet: mutated, facts: ruleSet })]
  const isOtherwise = effects(before) !== effects(after)
  return (one) => asked(one).some((values) => was(values) !== is(values) || (isOtherwise && was(values)))
}

const isDated = ({ rule }: Brought): boolean => rule.effective !== undefined

function effects({ rule: { conditions: _conditions, ...rest } }: Brought): string {
  return JSON.stringify(rest)
}

/** Points are given before a score is known, so what a scoring rule read of one is not what a decision keeps. */
function isTimed({ kind, rule }: Brought, ruleSet: RuleSet): boolean {
  if (!rule.conditions) return false
  const fades = ruleSet.scoring.some((file) => file.rules.some(({ then }) => 'decay' in then))
  return comparisonsIn(inlineConditions(ruleSet, rule.conditions)).some(({ fact, params = {}, value }) => {
    if (isFactReference(value)) return true
    if (fact === 'score' || fact === 'grade') return fades || kind === 'scoring'
    return fact !== 'lead' && !(fact === 'activityCount' && Object.keys(params).every((key) => key === 'type'))
  })
}

/** The conditions of one rule set over the values that the other one read. */
function testOf({ rule }: Brought, { ruleSet, facts }: { readonly ruleSet: RuleSet; readonly facts: RuleSet }): ConditionTest {
  if (!rule.conditions) return () => true
  const conditions: ConditionNode = inlineConditions(ruleSet, rule.conditions)
  const { slots } = compiledRuleSet(facts)
  const test = compileConditions({ all: [conditions] }, { named: {}, operators: ruleSet.vocabulary.operators, slots })
  return (values) => {
    try {
      return test(values)
    } catch {
      return false
    }
  }
}
