import type { Decision } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { statusOf } from '../../model/lifecycle.js'
import { textIn } from '../../model/text/localized-text.js'
import { type CompiledRule, type CompiledRuleSet, compiledRuleSet } from '../compile/compile-rule-set.js'
import { isEffective } from '../decide/session.js'
import { DERIVED_FACTS } from '../facts/core-facts.js'
import { deriveFact } from '../facts/derive-facts.js'
import type { RuleEnvelope, RuleSet } from '../rule-set.js'
import { explainRouting } from './explain-routing.js'
import type { ExplainedScore, Explanation, RuleVerdict } from './explanation.js'
import { leafVerdicts } from './leaf-verdicts.js'
import { type Reader, readerOf, type Wishes } from './reader.js'
import { wordsIn } from './words.js'

/**
 * Says in a person's language why a decision came out as it did, from the values it stored.
 * The rule set must be the one that decided; a decision names it by digest.
 * @example explainDecision(ruleSet, decision, { language: 'fa', timeZone: 'Asia/Tehran', names }).scores[0]?.contributions
 */
export function explainDecision(ruleSet: RuleSet, decision: Decision, wishes: string | Wishes): Explanation {
  const compiled = compiledRuleSet(ruleSet)
  const reader = readerOf(ruleSet, wishes)
  const stages = stagesOf(ruleSet, decision)
  const judge = <R extends RuleEnvelope>(rules: readonly CompiledRule<R>[], lead: Lead, counted: ReadonlySet<string>) =>
    verdictsOf(rules, { values: valuesAt(lead, { ruleSet, compiled, decision }), compiled, reader, counted, now: decision.now })
  return {
    scores: compiled.scoring.flatMap(({ file, rules }) =>
      explainScore({ file, verdicts: judge(rules, stages.start, matchedIn(decision, file.id)), decision, reader }),
    ),
    transitions: decision.transitions.map((taken, step) => {
      const [verdict] = judge(
        compiled.transitions.filter(({ name }) => name === taken.rule),
        stages.beforeMove(step),
        new Set([taken.rule]),
      )
      return { rule: taken.rule, sentence: moveSentence(taken, reader), leaves: verdict?.leaves ?? [] }
    }),
    notMoved: judge(
      compiled.transitions.filter(({ rule }) => rule.from.includes(stages.moved.status) && rule.to !== stages.moved.status),
      stages.moved,
      new Set(),
    ),
    ...explainRouting(decision, { compiled, reader, judge: (rules, counted) => judge(rules, stages.moved, counted) }),
    automations: judge(compiled.automations, stages.end, new Set(decision.rulesTrue)).map((verdict) => ({
      ...verdict,
      fired: decision.fired.some(({ rule }) => rule === verdict.rule),
    })),
    problems: decision.problems.map(({ where, message }) => `${where}: ${message}`),
  }
}

interface Stages {
  readonly start: Lead
  beforeMove(step: number): Lead
  readonly moved: Lead
  readonly end: Lead
}

/** The lead as it was before each part; all of it follows from the lead that came in and from what was decided. */
function stagesOf(ruleSet: RuleSet, { facts, scores, transitions, routing, now }: Decision): Stages {
  const start = facts['lead'] as Lead
  const main = scores[ruleSet.scoring[0]?.id ?? '']
  const scored: Lead = main ? ({ ...start, score: main.total, grade: main.grade } as Lead) : start
  const after = (steps: number): Lead => {
    const last = transitions[steps - 1]
    return last ? { ...scored, status: last.to, statusSince: now } : scored
  }
  const moved = after(transitions.length)
  const { queue = moved.queue, ownerId = moved.ownerId } = routing ?? {}
  const end = { ...moved, ...(queue === undefined ? {} : { queue }), ...(ownerId === undefined ? {} : { ownerId }) }
  return { start, beforeMove: after, moved, end }
}

function valuesAt(
  lead: Lead,
  { ruleSet, compiled, decision }: { readonly ruleSet: RuleSet; readonly compiled: CompiledRuleSet; readonly decision: Decision },
): readonly unknown[] {
  const state = { lead, scores: decision.scores, mainScore: ruleSet.scoring[0]?.id, now: decision.now, timeZone: 'UTC' }
  return compiled.slots.slots.map((slot) => {
    const isStored = !DERIVED_FACTS.has(slot.fact) || slot.fact === 'jalali'
    return isStored ? decision.facts[slot.key] : deriveFact(slot, state)
  })
}

interface Judging {
  readonly values: readonly unknown[]
  readonly compiled: CompiledRuleSet
  readonly reader: Reader
  readonly counted: ReadonlySet<string>
  readonly now: number
}

function verdictsOf<R extends RuleEnvelope>(
  rules: readonly CompiledRule<R>[],
  { values, compiled, reader, counted, now }: Judging,
): readonly RuleVerdict[] {
  return rules.map(({ rule, name, conditions }) => ({
    rule: name,
    title: textIn(rule.title, reader.language),
    counted: counted.has(name),
    leaves: conditions ? leafVerdicts(conditions, { compiled, values }, reader) : [],
    ...asleep(rule, now),
  }))
}

function asleep(rule: RuleEnvelope, now: number): Pick<RuleVerdict, 'asleep'> {
  if (rule.mode === 'shadow') return { asleep: 'shadow' }
  return isEffective(rule, now) ? {} : { asleep: 'out-of-dates' }
}

const matchedIn = (decision: Decision, file: string): ReadonlySet<string> =>
  new Set((decision.scores[file]?.contributions ?? []).map(({ rule }) => `${file}/${rule}`))

interface ScoreParts {
  readonly file: RuleSet['scoring'][number]
  readonly verdicts: readonly RuleVerdict[]
  readonly decision: Decision
  readonly reader: Reader
}

function explainScore({ file, verdicts, decision, reader }: ScoreParts): readonly ExplainedScore[] {
  const score = decision.scores[file.id]
  if (!score) return []
  const { total, grade, previousGrade } = score
  const words = wordsIn(reader.language)
  const signed = new Intl.NumberFormat(reader.language, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  const contributions = score.contributions.map(({ rule, title, points }) => ({
    rule,
    points,
    sentence: words.points(textIn(title, reader.language), signed.format(points)),
    leaves: verdicts.find((verdict) => verdict.rule === `${file.id}/${rule}`)?.leaves ?? [],
  }))
  const title = textIn(file.title ?? file.id, reader.language)
  const grades = { ...(grade === undefined ? {} : { grade }), ...(previousGrade === undefined ? {} : { previousGrade }) }
  return [{ file: file.id, title, total, ...grades, contributions, notMatched: verdicts.filter(({ counted }) => !counted) }]
}

function moveSentence({ from, to, title }: Decision['transitions'][number], { ruleSet, language }: Reader): string {
  const label = (status: string) => textIn(statusOf(ruleSet.lifecycle, status)?.label ?? status, language)
  return wordsIn(language).moved(label(from), label(to), textIn(title, language))
}
