import { type CompiledRule, type CompiledRuleSet, compiledRuleSet, matcherOf } from '../compile/compile-rule-set.js'
import type { DecideEnvironment, Situation } from '../decide/decide-request.js'
import { openSession, type Session, sessionFrame } from '../decide/session.js'
import type { RuleSet } from '../rule-set.js'

/** Whether a rule holds; `error` where it cannot be answered. */
export type EngineAnswer = boolean | 'error'

/** A rule about which the two engines do not agree. */
export interface EngineDifference {
  /** `<file id>/<rule id>`. */
  readonly rule: string
  readonly compiled: EngineAnswer
  readonly reference: EngineAnswer
}

/**
 * Asks every rule about a lead twice: compiled, as decisions run, and on json-rules-engine.
 * Dates and shadow are left aside; rules whose facts could not be loaded are not asked.
 */
export async function compareEngines(
  ruleSet: RuleSet,
  situation: Situation,
  environment: DecideEnvironment,
): Promise<{ readonly asked: number; readonly differences: readonly EngineDifference[] }> {
  const [ours, theirs] = (['compiled', 'reference'] as const).map((engine) => {
    const compiled = compiledRuleSet(ruleSet, engine)
    return { compiled, session: openSession(sessionFrame({ ruleSet, compiled, environment }), situation) }
  })
  const differences: EngineDifference[] = []
  let asked = 0
  if (!ours || !theirs) return { asked, differences }
  const compiled = new Map(listsOf(ours.compiled).flatMap((rules) => answersOf(rules, ours.session)))
  for (const rule of listsOf(theirs.compiled).flat()) {
    const answer = compiled.get(rule.name)
    if (answer === undefined) continue
    const reference = await referenceAnswer(rule, theirs.session)
    asked += 1
    if (answer !== reference) differences.push({ rule: rule.name, compiled: answer, reference })
  }
  return { asked, differences }
}

function listsOf({ scoring, transitions, routing, automations }: CompiledRuleSet): readonly (readonly CompiledRule[])[] {
  return [...scoring.map(({ rules }) => rules), transitions, routing, automations]
}

/** The answers by name, found in the way in which decisions find them. */
function answersOf(rules: readonly CompiledRule[], session: Session): readonly (readonly [string, EngineAnswer])[] {
  const matcher = session.hasFailures ? undefined : matcherOf(rules)
  const answers = new Map<CompiledRule, EngineAnswer>()
  const note = (place: number, answer: EngineAnswer): false => {
    const rule = rules[place]
    if (rule) answers.set(rule, answer)
    return false
  }
  matcher?.visit(session.values, { found: (place) => note(place, true), failed: (place) => note(place, 'error') })
  const awake = rules.filter((rule) => session.failureOf(rule) === undefined)
  return awake.map((rule) => [rule.name, matcher ? (answers.get(rule) ?? false) : ownAnswer(rule, session)])
}

function ownAnswer(rule: CompiledRule, { values }: Session): EngineAnswer {
  try {
    return rule.test(values) === true
  } catch {
    return 'error'
  }
}

async function referenceAnswer(rule: CompiledRule, { values }: Session): Promise<EngineAnswer> {
  try {
    return (await rule.test(values)) === true
  } catch {
    return 'error'
  }
}
