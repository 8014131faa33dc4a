import type { Decision } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import { statusOf } from '../../model/lifecycle.js'
import { textIn } from '../../model/text/localized-text.js'
import { type CompiledRule, compiledRuleSet } from '../compile/compile-rule-set.js'
import type { RuleEnvelope, RuleSet } from '../rule-set.js'
import { stagesOf } from './decision-stages.js'
import { explainRouting } from './explain-routing.js'
import type { ExplainedScore, Explanation, RuleVerdict } from './explanation.js'
import { keptGradeSentence } from './kept-grade.js'
import { paramSources } from './param-sources.js'
import { type Reader, readerOf, type Wishes } from './reader.js'
import { ruleVerdicts } from './rule-verdicts.js'
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
    ruleVerdicts(rules, { ruleSet, decision, lead, counted, reader })
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
      sources: compiled.automations.filter(({ name }) => name === verdict.rule).flatMap(({ rule }) => paramSources(rule, reader)),
    })),
    problems: decision.problems.map(({ where, message }) => `${where}: ${message}`),
  }
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
  const kept = keptGradeSentence(file, score, reader.language)
  const notMatched = verdicts.filter(({ counted }) => !counted)
  return [{ file: file.id, title, total, ...grades, ...(kept === undefined ? {} : { kept }), contributions, notMatched }]
}

function moveSentence({ from, to, title }: Decision['transitions'][number], { ruleSet, language }: Reader): string {
  const label = (status: string) => textIn(statusOf(ruleSet.lifecycle, status)?.label ?? status, language)
  return wordsIn(language).moved(label(from), label(to), textIn(title, language))
}
