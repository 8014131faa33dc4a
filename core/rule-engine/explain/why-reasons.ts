import type { Contribution, Decision, Score } from '../../model/decision.js'
import { formatNumber } from '../../model/text/format-number.js'
import { textIn } from '../../model/text/localized-text.js'
import { compiledRuleSet } from '../compile/compile-rule-set.js'
import { elapsedBase } from '../facts/derive-facts.js'
import type { RuleSet, ScoringFile, ScoringRule } from '../rule-set.js'
import { stagesOf } from './decision-stages.js'
import type { RuleVerdict } from './explanation.js'
import type { Reader } from './reader.js'
import { placeOfRule } from './rule-places.js'
import { ruleVerdicts } from './rule-verdicts.js'
import { lengthFrom } from './way/describe-way.js'
import type { WhyReason } from './why-answer.js'
import { wayWordsIn } from './words-way.js'

export type WhyReader = Reader & { readonly ruleSet: RuleSet }

/** A rule that was asked, with where it is written and what went wrong in it. */
export function reasonOf(verdict: RuleVerdict, decision: Decision, reader: WhyReader): WhyReason {
  const { rule, title, counted, leaves, asleep } = verdict
  const words = wayWordsIn(reader.language)
  const problem = decision.problems.find(({ where }) => where === `rule ${rule}`)
  const isWatched = asleep === 'shadow' && decision.shadow?.includes(rule)
  const note = problem ? words.ruleBroken(title, problem.message) : isWatched ? words.ruleWouldHold(title) : undefined
  return { rule, title, counted, leaves, ...(note === undefined ? {} : { note }), ...placeOfRule(reader.ruleSet, rule) }
}

/** What a score is made of: every contribution, so that they add up to the total. */
export function scoreReasons(file: ScoringFile, decision: Decision, reader: WhyReader): readonly WhyReason[] {
  const { ruleSet } = reader
  const score: Score | undefined = decision.scores[file.id]
  const rules = compiledRuleSet(ruleSet).scoring.find((scoring) => scoring.file.id === file.id)?.rules ?? []
  const counted = new Set(score?.contributions.map(({ rule }) => `${file.id}/${rule}`))
  const given = rules.filter(({ name }) => counted.has(name))
  const lead = stagesOf(ruleSet, decision).start
  const verdicts = ruleVerdicts(given, { ruleSet, decision, lead, counted, reader })
  return (score?.contributions ?? []).map((contribution) => {
    const name = `${file.id}/${contribution.rule}`
    const title = textIn(contribution.title, reader.language)
    const verdict = verdicts.find(({ rule }) => rule === name) ?? { rule: name, title, counted: true, leaves: [] }
    const rule = file.rules.find(({ id }) => id === contribution.rule)
    const fading = rule && fadingNote(rule, contribution, { decision, reader })
    return { ...reasonOf(verdict, decision, reader), title, points: contribution.points, ...(fading ? { note: fading } : {}) }
  })
}

/** How many points it were when all was new, and how old the newest of it is. */
function fadingNote(
  { then }: ScoringRule,
  { points }: Contribution,
  { decision, reader }: { readonly decision: Decision; readonly reader: WhyReader },
): string | undefined {
  const { decay, pointsPer } = then
  if (!decay || decay.model === 'none') return undefined
  const since = decay.since ? elapsedBase({ since: decay.since }, stagesOf(reader.ruleSet, decision).start) : undefined
  const times = pointsPer ? newestTimes(pointsPer, decision) : since === undefined ? [] : [since]
  const full = pointsPer ? pointsPer.points * Math.min(times.length, pointsPer.maxCount) : (then.points ?? 0)
  const [newest] = times
  if (newest === undefined || full === points) return undefined
  const number = (value: number) => formatNumber(value, reader.language)
  return wayWordsIn(reader.language).fading(number(full), number(points), lengthFrom(newest, decision.now, reader))
}

function newestTimes({ activity }: NonNullable<ScoringRule['then']['pointsPer']>, { facts }: Decision): readonly number[] {
  const isAsked = (key: string) => key.startsWith('activityTimes(') && key.includes(`"type":${JSON.stringify(activity)}`)
  const key = Object.keys(facts).find(isAsked)
  const times = key === undefined ? [] : facts[key]
  return Array.isArray(times) ? times.filter((at): at is number => typeof at === 'number') : []
}
