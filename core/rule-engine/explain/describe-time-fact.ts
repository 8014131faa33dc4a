import { parseDuration } from '../../model/calendar/duration.js'
import { textIn } from '../../model/text/localized-text.js'
import { TIME_UNITS } from '../facts/time-units.js'
import type { Slot } from '../rule-set.js'
import { activityName } from './activity-names.js'
import type { Reader } from './reader.js'
import { wordsIn } from './words.js'

/** A fact about time or activities in words: `Working time since "Created" (Sales hours)`; undefined for all others. */
export function describeTimeFact({ fact, params }: Pick<Slot, 'fact' | 'params'>, reader: Reader): string | undefined {
  const words = wordsIn(reader.language)
  const type = typeof params['type'] === 'string' ? params['type'] : undefined
  if (fact === 'elapsed') return describeElapsed(params, reader)
  const activities = activityName(String(type), reader)
  if (fact === 'activityCount') return words.count(activities, windowIn(params, reader))
  if (fact === 'activitySum') return words.sum(String(params['field']), activities, windowIn(params, reader))
  if (fact !== 'lastActivity') return undefined
  return words.last(type === undefined ? undefined : activityName(type, { ...reader, count: 1 }))
}

/** A length of time in the largest unit that fits it whole: `7 days`, `90 minutes`. */
export function describeLength(ms: number, { language }: Pick<Reader, 'language'>): string {
  const [unit, size] = Object.entries(TIME_UNITS).findLast(([, each]) => ms % each === 0) ?? ['seconds', TIME_UNITS.seconds]
  return wordsIn(language).length(ms / size, unit)
}

function describeElapsed({ since, calendar }: Slot['params'], { ruleSet, language }: Reader): string {
  const words = wordsIn(language)
  const fields = Array.isArray(since) ? since.map(String) : []
  const labels = fields.map((field) => textIn(ruleSet.vocabulary.fields.lead[field]?.label ?? field, language))
  const hours = typeof calendar === 'string' ? textIn(ruleSet.calendars?.[calendar]?.title ?? calendar, language) : undefined
  return words.since(labels.join(words.or), hours)
}

/** How far back is counted. */
function windowIn({ within, withinDays }: Slot['params'], reader: Reader): string | undefined {
  const days = typeof withinDays === 'number' ? withinDays * TIME_UNITS.days : undefined
  const ms = typeof within === 'string' ? parseDuration(within) : days
  return ms === undefined ? undefined : describeLength(ms, reader)
}
