import { checkTransition, statusOf } from '../../model/lifecycle.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { CompiledRule } from '../compile/compile-rule-set.js'
import type { RuleEnvelope } from '../rule-set.js'
import { type DecisionStages, stagesOf } from './decision-stages.js'
import type { RuleVerdict } from './explanation.js'
import { keptGradeSentence } from './kept-grade.js'
import { ruleVerdicts } from './rule-verdicts.js'
import { type Asked, compiledOf } from './way/asked.js'
import { queueName, rounded, ruleTitle } from './way/describe-way.js'
import type { WhyPart, WhyReason } from './why-answer.js'
import { gradeSentence } from './why-as-it-is.js'
import { reasonOf, scoreReasons, type WhyReader } from './why-reasons.js'
import { wayWordsIn } from './words-way.js'

interface Telling {
  readonly holds: boolean
  readonly reader: WhyReader
}

interface Told {
  readonly headline: string
  readonly part: WhyPart
}

/** Whether what was asked for is so, in a sentence, and the rules behind that. */
export function goalReasons(asked: Asked, telling: Telling): Told {
  const { goal } = asked
  if (goal.kind === 'grade') return gradeReasons(asked, goal.grade, telling)
  if (goal.kind === 'score') return totalReasons(asked, goal.score, telling)
  if (goal.kind === 'status') return statusReasons(asked, goal.status, telling)
  if (goal.kind === 'queue') return queueReasons(asked, goal.queue, telling)
  return ruleReasons(asked, goal.rule, telling)
}

const pluralOf = (points: number): boolean => rounded(points) === 1

function gradeReasons(asked: Asked, wantedGrade: string, { holds, reader }: Telling): Told {
  const [file] = asked.ruleSet.scoring
  const words = wayWordsIn(reader.language)
  const score = file && asked.decided.decision.scores[file.id]
  const reasons = file ? scoreReasons(file, asked.decided.decision, reader) : []
  if (holds || !file || !score) {
    const sentence = gradeSentence(asked.decided, reader)
    return { headline: sentence, part: { about: 'grade', sentence, reasons } }
  }
  const { grades } = file.score
  const label = (id: string | undefined) => textIn(grades.find(({ grade }) => grade === id)?.label ?? id ?? '', reader.language)
  const number = (value: number) => formatNumber(rounded(value), reader.language)
  const wanted = grades.find(({ grade }) => grade === wantedGrade)
  const from = wanted?.from
  const isAbove = grades.findIndex(({ grade }) => grade === wantedGrade) < grades.findIndex(({ grade }) => grade === score.grade)
  const kept = keptGradeSentence(file, score, reader.language)
  const headline = [
    words.gradeIsNot(label(wantedGrade), label(score.grade), number(score.total)),
    ...(kept === undefined ? [] : [kept]),
    ...(isAbove && from !== undefined
      ? [
          words.beginsAt(label(wantedGrade), number(from)),
          words.missing(number(from - score.total), pluralOf(from - score.total)),
        ]
      : []),
  ].join(' ')
  return { headline, part: { about: 'grade', sentence: words.scoreIs(number(score.total)), reasons } }
}

function totalReasons(asked: Asked, wanted: number, { holds, reader }: Telling): Told {
  const [file] = asked.ruleSet.scoring
  const words = wayWordsIn(reader.language)
  const total = (file && asked.decided.decision.scores[file.id]?.total) ?? 0
  const number = (value: number) => formatNumber(rounded(value), reader.language)
  const headline = holds
    ? words.scoreReaches(number(total), number(wanted))
    : `${words.scoreFallsShort(number(total), number(wanted))} ${words.missing(number(wanted - total), pluralOf(wanted - total))}`
  const reasons = file ? scoreReasons(file, asked.decided.decision, reader) : []
  return { headline, part: { about: 'score', sentence: words.scoreIs(number(total)), reasons } }
}

interface Judged<R extends RuleEnvelope> {
  readonly rules: readonly CompiledRule<R>[]
  readonly stage: Exclude<keyof DecisionStages, 'beforeMove'>
  readonly reader: WhyReader
}

/** Rules as they answered in this decision. */
function verdictsIn<R extends RuleEnvelope>(asked: Asked, { rules, stage, reader }: Judged<R>): readonly RuleVerdict[] {
  const { ruleSet } = asked
  const { decision } = asked.decided
  const { scores, transitions, routing, rulesTrue } = decision
  const counted = new Set([
    ...Object.entries(scores).flatMap(([file, { contributions }]) => contributions.map(({ rule }) => `${file}/${rule}`)),
    ...transitions.map(({ rule }) => rule),
    ...(routing ? [routing.rule] : []),
    ...rulesTrue,
  ])
  const stages = stagesOf(ruleSet, decision)
  return rules.flatMap((rule) => {
    const step = transitions.findIndex((taken) => taken.rule === rule.name)
    const lead = step < 0 ? stages[stage] : stages.beforeMove(step)
    return ruleVerdicts([rule], { ruleSet, decision, lead, counted, reader })
  })
}

function statusReasons(asked: Asked, wanted: string, { holds, reader }: Telling): Told {
  const words = wayWordsIn(reader.language)
  const label = statusName(reader)
  const { status } = asked.decided.lead
  const headline = holds ? words.statusIs(label(status)) : words.statusIsNot(label(wanted), label(status))
  const rules = compiledOf(asked).transitions.filter(({ rule }) => rule.to === wanted)
  const verdicts = verdictsIn(asked, { rules, stage: 'moved', reader })
  const shown = holds ? verdicts.filter(({ counted }) => counted) : verdicts
  return {
    headline,
    part: { about: 'status', sentence: headline, reasons: shown.map((each) => moveReason(each, asked, reader)) },
  }
}

/** A move that is not for leads in this status says so. */
function moveReason(verdict: RuleVerdict, asked: Asked, reader: WhyReader): WhyReason {
  const words = wayWordsIn(reader.language)
  const reason = reasonOf(verdict, asked.decided.decision, reader)
  const rule = compiledOf(asked).transitions.find(({ name }) => name === verdict.rule)?.rule
  const { status } = asked.decided.lead
  if (!rule || verdict.counted || reason.note !== undefined || rule.from.includes(status)) return reason
  const label = statusName(reader)
  const quoted = (id: string) => (reader.language === 'fa' ? `«${label(id)}»` : `"${label(id)}"`)
  return { ...reason, note: words.notFrom(rule.from.map(quoted).join(reader.language === 'fa' ? '، ' : ', '), quoted(status)) }
}

const statusName =
  ({ ruleSet, language }: WhyReader) =>
  (id: string): string =>
    textIn(statusOf(ruleSet.lifecycle, id)?.label ?? id, language)

function queueReasons(asked: Asked, wanted: string, { holds, reader }: Telling): Told {
  const words = wayWordsIn(reader.language)
  const { queue } = asked.decided.lead
  const name = (id: string) => queueName(id, reader)
  const headline = holds
    ? words.queueIs(name(wanted))
    : words.queueIsNot(name(wanted), queue === undefined ? undefined : name(queue))
  const rules = compiledOf(asked).routing.filter(({ rule }) => rule.then.queue === wanted)
  const verdicts = verdictsIn(asked, { rules, stage: 'moved', reader })
  const shown = holds ? verdicts.filter(({ counted }) => counted) : verdicts
  return {
    headline,
    part: { about: 'queue', sentence: headline, reasons: shown.map((each) => routeReason(each, asked, reader)) },
  }
}

/** A route that would fit but did not count: another came first, or nothing was to be sent. */
function routeReason(verdict: RuleVerdict, asked: Asked, reader: WhyReader): WhyReason {
  const words = wayWordsIn(reader.language)
  const { decision } = asked.decided
  const reason = reasonOf(verdict, decision, reader)
  if (verdict.counted || reason.note !== undefined) return reason
  if (!decision.routing) return asked.situation.lead.ownerId === undefined ? reason : { ...reason, note: words.hasOwner }
  const fits = verdict.leaves.every(({ holds, spare }) => holds || spare)
  return fits ? { ...reason, note: words.cameFirst(ruleTitle(decision.routing.rule, reader)) } : reason
}

function ruleReasons(asked: Asked, name: string, { holds, reader }: Telling): Told {
  const { scoring, transitions, routing, automations } = compiledOf(asked)
  const { decision } = asked.decided
  const only = <R extends RuleEnvelope>(rules: readonly CompiledRule<R>[]) => rules.filter((rule) => rule.name === name)
  const judged = [
    ...scoring.flatMap(({ file, rules }) => scoringVerdicts(asked, { rules: only(rules), stage: 'start', reader }, file.id)),
    ...verdictsIn(asked, { rules: only(transitions), stage: 'moved', reader }).map((each) => moveReason(each, asked, reader)),
    ...verdictsIn(asked, { rules: only(routing), stage: 'moved', reader }).map((each) => routeReason(each, asked, reader)),
    ...verdictsIn(asked, { rules: only(automations), stage: 'end', reader }).map((each) => reasonOf(each, decision, reader)),
  ]
  const headline = holds ? holdingRule(name, asked, reader) : failingRule(name, asked, reader)
  return { headline, part: { about: 'rule', sentence: headline, reasons: judged } }
}

function holdingRule(name: string, { decided }: Asked, reader: WhyReader): string {
  const words = wayWordsIn(reader.language)
  const title = ruleTitle(name, reader)
  return decided.decision.shadow?.includes(name) ? words.ruleWouldHold(title) : words.ruleHolds(title)
}

/** A rule that moves or sends leads may well hold for one that is there already. */
function failingRule(name: string, asked: Asked, reader: WhyReader): string {
  const words = wayWordsIn(reader.language)
  const title = ruleTitle(name, reader)
  const problem = asked.decided.decision.problems.find(({ where }) => where === `rule ${name}`)
  if (problem) return words.ruleBroken(title, problem.message)
  const { transitions, routing } = compiledOf(asked)
  return [...transitions, ...routing].some((rule) => rule.name === name) ? words.ruleIdle(title) : words.ruleFails(title)
}

function scoringVerdicts<R extends RuleEnvelope>(asked: Asked, judged: Judged<R>, fileId: string): readonly WhyReason[] {
  const { decision } = asked.decided
  const file = asked.ruleSet.scoring.find(({ id }) => id === fileId)
  const given = file ? scoreReasons(file, decision, judged.reader) : []
  return verdictsIn(asked, judged).map(
    (verdict) => given.find(({ rule }) => rule === verdict.rule) ?? reasonOf(verdict, decision, judged.reader),
  )
}

/** What a person can do about a status at any time. */
export function handMoves(asked: Asked, to: string, reader: WhyReader): string | undefined {
  const words = wayWordsIn(reader.language)
  const { lead } = asked.decided
  const name = statusName(reader)(to)
  const refusal = checkTransition(asked.ruleSet.lifecycle, { from: lead.status, to, values: lead })
  if (!refusal) return words.handMove(name)
  if (refusal.code === 'reason-missing') return words.handMoveReason(name)
  if (refusal.code !== 'fields-missing') return undefined
  const labels = refusal.details.map((field) =>
    textIn(asked.ruleSet.vocabulary.fields.lead[field]?.label ?? field, reader.language),
  )
  return words.handMoveNeeds(name, words.join(labels))
}
