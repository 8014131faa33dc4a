import type { DecidedLead, Decision } from '../../model/decision.js'
import { statusOf } from '../../model/lifecycle.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import type { RuleSet } from '../rule-set.js'
import { explainDecision } from './explain-decision.js'
import { keptGradeSentence } from './kept-grade.js'
import { nameOf } from './reader.js'
import { instant, rounded } from './way/describe-way.js'
import type { WhyPart } from './why-answer.js'
import { reasonOf, scoreReasons, type WhyReader } from './why-reasons.js'
import { wayWordsIn } from './words-way.js'

/** A decision of the past with the rules that decided; without them only what was stored is told. */
export interface PastDecision {
  readonly decision: Decision
  readonly ruleSet: RuleSet | undefined
}

/** Where a lead got what it still has. */
export interface Past {
  readonly status?: PastDecision
  readonly owner?: PastDecision
}

interface Telling {
  readonly past: Past
  readonly reader: WhyReader
}

/** Why a lead is as it is: its score, grade, status, owner, and the automations that are true. */
export function whyAsItIs(decided: DecidedLead, telling: Telling): readonly WhyPart[] {
  return [
    ...gradePart(decided, telling.reader),
    ...scoreParts(decided, telling.reader),
    statusPart(decided, telling),
    ownerPart(decided, telling),
    automationsPart(decided, telling.reader),
  ]
}

/** The grade with the thresholds around it. */
export function gradeSentence({ lead, decision }: DecidedLead, reader: WhyReader): string {
  const file = reader.ruleSet.scoring[0]
  const score = file && decision.scores[file.id]
  const words = wayWordsIn(reader.language)
  const grade = file?.score.grades.find((each) => each.grade === (score?.grade ?? lead.grade))
  if (!file || !score || !grade) return words.noScore
  const number = (value: number) => formatNumber(rounded(value), reader.language)
  const label = textIn(grade.label ?? grade.grade, reader.language)
  const kept = keptGradeSentence(file, score, reader.language)
  return [
    words.gradeIs(label, number(score.total)),
    ...(kept !== undefined ? [kept] : grade.from === undefined ? [] : [words.beginsAt(label, number(grade.from))]),
  ].join(' ')
}

function gradePart(decided: DecidedLead, reader: WhyReader): readonly WhyPart[] {
  const [main] = reader.ruleSet.scoring
  return main && main.score.grades.length > 0 ? [{ about: 'grade', sentence: gradeSentence(decided, reader), reasons: [] }] : []
}

function scoreParts({ decision }: DecidedLead, reader: WhyReader): readonly WhyPart[] {
  return reader.ruleSet.scoring.flatMap((file): WhyPart[] => {
    const score = decision.scores[file.id]
    if (!score) return []
    const sentence = wayWordsIn(reader.language).scoreIs(formatNumber(rounded(score.total), reader.language))
    return [{ about: 'score', sentence, reasons: scoreReasons(file, decision, reader) }]
  })
}

/** The status, and the rule that brought the lead there. */
export function statusPart({ lead }: DecidedLead, { past, reader }: Telling): WhyPart {
  const words = wayWordsIn(reader.language)
  const label = textIn(statusOf(reader.ruleSet.lifecycle, lead.status)?.label ?? lead.status, reader.language)
  const taken = past.status?.decision.transitions.at(-1)
  if (!past.status || !taken) return { about: 'status', sentence: `${words.statusIs(label)} ${words.statusByHand}`, reasons: [] }
  const { decision, ruleSet } = past.status
  const title = textIn(taken.title, reader.language)
  const sentence = `${words.statusIs(label)} ${words.statusBy(title, instant(decision.now, reader))}`
  const leaves = ruleSet ? (explainDecision(ruleSet, decision, reader).transitions.at(-1)?.leaves ?? []) : []
  const told = { ...reader, ruleSet: ruleSet ?? reader.ruleSet }
  return { about: 'status', sentence, reasons: [reasonOf({ rule: taken.rule, title, counted: true, leaves }, decision, told)] }
}

/** The owner, and the rule that sent the lead there. */
export function ownerPart({ lead }: DecidedLead, { past, reader }: Telling): WhyPart {
  const words = wayWordsIn(reader.language)
  const owner = lead.ownerId === undefined ? words.noOwner : words.ownerIs(nameOf(lead.ownerId, reader))
  const routing = past.owner?.decision.routing
  if (!past.owner || !routing)
    return { about: 'owner', sentence: lead.ownerId === undefined ? owner : `${owner} ${words.ownerByHand}`, reasons: [] }
  const { decision, ruleSet } = past.owner
  const sentence = `${owner} ${words.ownerByRule(textIn(routing.title, reader.language), instant(decision.now, reader))}`
  const asked = ruleSet ? (explainDecision(ruleSet, decision, reader).routing?.rules ?? []) : []
  const told = { ...reader, ruleSet: ruleSet ?? reader.ruleSet }
  const reasons = asked.filter(({ counted }) => counted).map((verdict) => reasonOf(verdict, decision, told))
  return { about: 'owner', sentence, reasons }
}

function automationsPart({ decision }: DecidedLead, reader: WhyReader): WhyPart {
  const words = wayWordsIn(reader.language)
  const verdicts = explainDecision(reader.ruleSet, decision, reader).automations
  const standing = verdicts.filter(({ counted, rule }) => counted || decision.shadow?.includes(rule))
  const count = standing.filter(({ counted }) => counted).length
  const sentence = count === 0 ? words.nothingFired : words.fired(count, formatNumber(count, reader.language))
  return { about: 'automations', sentence, reasons: standing.map((verdict) => reasonOf(verdict, decision, reader)) }
}
