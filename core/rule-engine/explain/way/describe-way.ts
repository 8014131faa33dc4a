import { formatInstant } from '../../../model/calendar/format-instant.js'
import type { DecidedLead } from '../../../model/decision.js'
import { statusOf } from '../../../model/lifecycle.js'
import { formatNumber } from '../../../model/text/format-number.js'
import { textIn } from '../../../model/text/localized-text.js'
import type { RuleSet } from '../../rule-set.js'
import { describeLength } from '../describe-time-fact.js'
import type { Reader } from '../reader.js'
import { wayWordsIn } from '../words-way.js'
import type { Asked } from './asked.js'
import { conditionsThatTurned, describeSteps, type Step } from './describe-steps.js'
import type { Way } from './find-way.js'
import { scoreIn } from './score-lifts.js'
import type { Obstacle } from './starting-points.js'

/** What it would take, in words. */
export interface DescribedWay {
  /** For example `Two things together would do it:`; or why there is no way. */
  readonly sentence: string
  readonly steps: readonly Step[]
  /** What follows for the score, each rule that gives or takes other points then. */
  readonly gains: readonly { readonly rule: string; readonly title: string; readonly points: number }[]
  readonly total?: number
  /** For example `The score would then be 72.`; only where it would be another. */
  readonly result?: string
  /** When the wish comes true, once the steps are done: at once, or at this later instant. */
  readonly at?: number
  /** That and when it comes true though nobody does anything. */
  readonly byItself?: { readonly sentence: string; readonly at: number }
  /** What else moves the score the right way, one by one, the most first. */
  readonly lifts: readonly { readonly rule: string; readonly sentence: string; readonly points: number }[]
}

type Telling = Reader & { readonly ruleSet: RuleSet }

/** Tells a way that was found; nothing of it was done. */
export function describeWay(way: Way, asked: Asked, reader: Telling): DescribedWay {
  const { steps, byItself, obstacle } = way
  const words = wayWordsIn(reader.language)
  const told = steps ? stepsOf(steps, asked, reader) : []
  const shown = formatNumber(told.length, reader.language)
  const sentence = told.length > 0 ? words.takes(told.length, shown) : obstacle ? describeObstacle(obstacle, asked, reader) : ''
  return {
    sentence,
    steps: told,
    ...gainsOf(steps?.decided, asked, reader),
    ...(steps ? { at: steps.at } : {}),
    ...(byItself ? { byItself: { at: byItself.at, sentence: byItselfSentence(byItself.at, asked, reader) } } : {}),
    lifts: liftsOf(way, asked, reader),
  }
}

function stepsOf({ change, at, decided }: NonNullable<Way['steps']>, asked: Asked, reader: Telling): readonly Step[] {
  const conditions = conditionsThatTurned(asked.ruleSet, [asked.decided, decided])
  const steps = describeSteps(change, { before: asked.situation.lead, conditions, reader })
  const { now } = asked.environment
  if (at <= now) return steps
  const sentence = wayWordsIn(reader.language).waitUntil(instant(at, reader), lengthFrom(now, at, reader))
  return [...steps, { sentence, at }]
}

const byItselfSentence = (at: number, { environment: { now } }: Asked, reader: Telling): string =>
  wayWordsIn(reader.language).byItself(instant(at, reader), lengthFrom(now, at, reader))

export function instant(
  at: number,
  { language, timeZone = 'UTC', calendar = language === 'fa' ? 'jalali' : 'gregorian' }: Reader,
) {
  return formatInstant(at, { language, timeZone, calendar })
}

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]

/** About how long, in the unit that people would use. */
export function lengthFrom(from: number, to: number, reader: Pick<Reader, 'language'>): string {
  const ms = Math.max(0, to - from)
  const unit = ms >= 2 * DAY ? DAY : ms >= 2 * HOUR ? HOUR : MINUTE
  return describeLength(Math.max(1, Math.ceil(ms / unit)) * unit, reader)
}

/** Rules that give other points than now, limits that bite otherwise included. */
function gainsOf(
  decided: DecidedLead | undefined,
  asked: Asked,
  { language }: Telling,
): Pick<DescribedWay, 'gains' | 'total' | 'result'> {
  const file = asked.ruleSet.scoring[0]
  if (!decided || !file) return { gains: [] }
  const [before, after] = [scoreIn(asked.decided, file), scoreIn(decided, file)]
  const keyOf = ({ rule, group = '' }: { readonly rule: string; readonly group?: string }) => `${rule} ${group}`
  const all = new Map([...before.contributions, ...after.contributions].map((each) => [keyOf(each), each]))
  const pointsIn = (score: typeof before, key: string) =>
    score.contributions.filter((each) => keyOf(each) === key).reduce((sum, { points }) => sum + points, 0)
  const gains = [...all].map(([key, { rule, title }]) => ({
    rule,
    title: textIn(title, language),
    points: pointsIn(after, key) - pointsIn(before, key),
  }))
  const result = wayWordsIn(language).thenTotal(formatNumber(rounded(after.total), language))
  return {
    gains: gains.filter(({ points }) => points !== 0),
    total: after.total,
    ...(after.total === before.total ? {} : { result }),
  }
}

const MOST_LIFTS = 8

function liftsOf({ lifts }: Way, asked: Asked, reader: Telling): DescribedWay['lifts'] {
  const best = [...new Map(lifts.toReversed().map((lift) => [lift.rule, lift])).values()].toReversed()
  return best
    .filter(({ points }) => points !== 0)
    .slice(0, MOST_LIFTS)
    .map(({ rule, change, points, wanted }) => {
      const conditions = [...wanted.holds, ...(wanted.fails ?? []).map((node) => ({ not: node }))]
      const steps = describeSteps(change, { before: asked.situation.lead, conditions, reader })
      return { rule, points, sentence: wayWordsIn(reader.language).join(steps.map(({ sentence }) => sentence)) }
    })
}

function describeObstacle(obstacle: Obstacle, asked: Asked, reader: Telling): string {
  const words = wayWordsIn(reader.language).obstacles
  const status = (id: string) => textIn(statusOf(asked.ruleSet.lifecycle, id)?.label ?? id, reader.language)
  if (obstacle.kind === 'no-rule-to-status') return words[obstacle.kind](status(obstacle.from), status(obstacle.to))
  if (obstacle.kind === 'no-rule-to-queue') return words[obstacle.kind](queueName(obstacle.queue, reader))
  if (obstacle.kind === 'not-routed') return words[obstacle.kind](status(obstacle.status))
  if (obstacle.kind === 'not-enough') return words[obstacle.kind](formatNumber(rounded(obstacle.most), reader.language))
  if (obstacle.kind === 'not-little') return words[obstacle.kind](formatNumber(rounded(obstacle.least), reader.language))
  if ('rule' in obstacle) return words[obstacle.kind](ruleTitle(obstacle.rule, reader))
  return words[obstacle.kind]
}

export const rounded = (points: number): number => Math.round(points * 100) / 100

export const queueName = (queue: string, { ruleSet, language }: Reader): string =>
  textIn(ruleSet.queues.find(({ id }) => id === queue)?.label ?? queue, language)

/** What a rule is called; its name where it is gone. */
export function ruleTitle(name: string, { ruleSet, language }: Telling): string {
  const groups = [...ruleSet.scoring, ...ruleSet.transitions, ...ruleSet.routing, ...ruleSet.automations]
  for (const { id, rules } of groups)
    for (const rule of rules) if (`${id}/${rule.id}` === name) return textIn(rule.title, language)
  return name
}
