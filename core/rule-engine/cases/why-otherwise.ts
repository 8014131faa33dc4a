import type { Decision } from '../../model/decision.js'
import { explainDecision } from '../explain/explain-decision.js'
import type { Explanation, RuleVerdict } from '../explain/explanation.js'
import type { RuleSet } from '../rule-set.js'
import { caseWords } from './case-words.js'
import { isCalled } from './compare-outcome.js'
import type { PlayedDifference } from './play-case.js'

/** In whose words, by what rules. */
interface Telling {
  readonly ruleSet: RuleSet
  readonly language: string
}

/** What decided instead, and the comparisons that were not as a case needs them. */
export function whyOtherwise({ what, expected, decisions }: PlayedDifference, telling: Telling): readonly string[] {
  const explained = decisions.map((decision) => explainDecision(telling.ruleSet, decision, telling.language))
  const last = explained.at(-1)
  if (!last) return []
  if (SCORED.has(what)) return whyScored(last, telling)
  if (what === 'status' || what === 'reason' || what === 'moved') return whyMoved(explained, last, { ...telling, expected })
  if (what === 'fired' || what === 'actions') return whyFired(explained, last, { ...telling, expected })
  return what === 'problems' ? [] : whyRouted(decisions, explained, telling)
}

function whyScored({ scores }: Explanation, { language }: Telling): readonly string[] {
  const [score] = scores
  if (!score) return []
  const nearest = score.notMatched.toSorted((left, right) => lacking(left).length - lacking(right).length).slice(0, MOST_RULES)
  return [...score.contributions.map(({ sentence }) => sentence), ...nearest.map((verdict) => lacks(verdict, language))]
}

const MOST_RULES = 5
const SCORED: ReadonlySet<string> = new Set(['score', 'grade', 'scores', 'groups'])

interface Expecting extends Telling {
  readonly expected: unknown
}

function whyMoved(explained: readonly Explanation[], last: Explanation, { ruleSet, language, expected }: Expecting) {
  const moves = explained.flatMap(({ transitions }) => transitions.map(({ sentence }) => sentence))
  const wanted = new Set(
    ruleSet.transitions.flatMap(({ id, rules }) => rules.filter(({ to }) => to === expected).map((rule) => `${id}/${rule.id}`)),
  )
  const missed = last.notMoved.filter(({ rule }) => wanted.size === 0 || wanted.has(rule))
  return [...moves, ...missed.map((verdict) => lacks(verdict, language))]
}

function whyFired(explained: readonly Explanation[], last: Explanation, { language, expected }: Expecting): readonly string[] {
  const names = Array.isArray(expected) ? expected.map(String) : []
  const isExpected = ({ rule }: RuleVerdict) => names.some((name) => isCalled(rule, name))
  const fired = explained.flatMap(({ automations }) => automations.filter((verdict) => verdict.fired))
  const silent = last.automations.filter((verdict) => isExpected(verdict) && !fired.some(({ rule }) => rule === verdict.rule))
  return [
    ...fired.filter((verdict) => !isExpected(verdict)).map((verdict) => holds(verdict, language)),
    ...silent.map((verdict) => (verdict.counted ? caseWords(language).trueAlready(verdict.title) : lacks(verdict, language))),
  ]
}

function whyRouted(decisions: readonly Decision[], explained: readonly Explanation[], { language }: Telling): readonly string[] {
  const routing = explained[decisions.findLastIndex((decision) => decision.routing !== undefined)]?.routing
  if (!routing) return [caseWords(language).notRouted]
  return [
    routing.sentence,
    ...(routing.unassigned === undefined ? [] : [routing.unassigned]),
    ...routing.leftOut.map(({ name, sentence }) => `${name}: ${sentence}`),
    ...routing.rules.filter(({ counted }) => !counted).map((verdict) => lacks(verdict, language)),
  ]
}

/** Comparisons for want of which a rule did not hold. */
const lacking = ({ leaves }: RuleVerdict) => leaves.filter(({ holds: isMet, spare }) => !isMet && !spare)

function lacks(verdict: RuleVerdict, language: string): string {
  return caseWords(language).lacks(
    verdict.title,
    lacking(verdict).map(({ sentence }) => sentence),
  )
}

function holds({ title, leaves }: RuleVerdict, language: string): string {
  const met = leaves.filter((leaf) => leaf.holds).map(({ sentence }) => sentence)
  return caseWords(language).holds(title, met)
}
