import { isTimeFact, type TimeLeaf } from '../compile/time-leaves.js'
import { answerFor, type Decided, type TimedRule, valuesAt } from './rule-at.js'
import { numbersIn } from './turning-points.js'

/**
 * Whether another date, or the minute where times are compared with each other, could change what a rule says as things stand at an
 * instant. Where it could not, nobody is woken at midnight for it.
 */
export function datesMatter(rule: TimedRule, decided: Decided, at: number): boolean {
  const endless = rule.times.filter(({ fact, isAgainstTime }) => isAgainstTime || fact === 'jalali')
  if (endless.length === 0) return false
  const values = valuesAt(rule, decided, at)
  const parts = endless.map((leaf) => partOf(leaf, values))
  const dates = parts.includes(undefined) ? undefined : datesOf(parts.filter((part) => part !== undefined))
  const place = rule.reads.find((slot) => isDate(decided.compiled.slots.slots[slot]))
  if (!dates || place === undefined) return true
  const current = answerFor(rule, values)
  return dates.some((date) => answerFor(rule, values.with(place, { ...(values[place] as object), ...date })) !== current)
}

const isDate = (slot: Parameters<typeof isTimeFact>[0] | undefined) => slot?.fact === 'jalali' && isTimeFact(slot)

interface Part {
  readonly name: string
  readonly values: readonly number[]
}

const UP_TO: Readonly<Record<string, number>> = { day: 31, weekday: 7, month: 12, quarter: 4 }

/** What a part of the date can be; of years, those around the ones that the rule speaks of. */
function partOf({ path = '', isAgainstTime, other }: TimeLeaf, values: readonly unknown[]): Part | undefined {
  const name = path.replace(/^\$\./, '')
  if (isAgainstTime) return undefined
  if (name === 'year') return { name, values: numbersIn(other(values)).flatMap((year) => [year - 1, year, year + 1]) }
  const most = UP_TO[name]
  return most === undefined ? undefined : { name, values: Array.from({ length: most }, (_, index) => index + 1) }
}

const MOST_DATES = 100

/** Every combination of these parts; undefined where there are too many to try. */
function datesOf(parts: readonly Part[]): readonly Readonly<Record<string, number>>[] | undefined {
  let dates: readonly Readonly<Record<string, number>>[] = [{}]
  for (const name of new Set(parts.map((part) => part.name))) {
    const values = new Set(parts.filter((part) => part.name === name).flatMap((part) => part.values))
    if (dates.length * values.size > MOST_DATES) return undefined
    dates = dates.flatMap((date) => [...values].map((value) => ({ ...date, [name]: value })))
  }
  return dates
}
