import { type JalaliUnit, nextJalaliDay } from '../../model/calendar/jalali-boundary.js'
import { dayAt, startOfDay } from '../../model/calendar/start-of-day.js'
import { afterWorkingTime } from '../../model/calendar/working-time.js'
import { remember } from '../../model/remember.js'
import type { TimeLeaf } from '../compile/time-leaves.js'
import { elapsedBase, elapsedHours, elapsedUnit, type LeadState } from '../facts/derive-facts.js'

const MINUTE_MS = 60_000

/** Instants around which the answer of a time comparison can turn; it is the same everywhere between them. */
export function turningPoints(leaf: TimeLeaf, values: readonly unknown[], state: LeadState): readonly number[] {
  if (leaf.fact === 'jalali' || leaf.isAgainstTime) return []
  const thresholds = numbersIn(leaf.other(values))
  if (leaf.fact === 'now') return thresholds.flatMap(around)
  const base = elapsedBase(leaf.params, state.lead)
  if (base === undefined) return []
  const hours = elapsedHours(leaf.params, state)
  return thresholds.flatMap((value) => {
    const amounts = around(value * elapsedUnit(leaf.params))
    if (!hours) return amounts.map((amount) => base + amount)
    return amounts.map((amount) => afterWorkingTime(hours, { from: base, amount })).filter((at) => at !== undefined)
  })
}

/** The next turning point of a comparison that has one after the other without end, such as each midnight for a Jalali day. */
export function nextTurn(leaf: TimeLeaf, after: number, { timeZone }: LeadState): number | undefined {
  if (leaf.isAgainstTime) return after + MINUTE_MS
  if (leaf.fact !== 'jalali') return undefined
  const unit = UNITS[leaf.path ?? ''] ?? 'day'
  return beginning(`${nextJalaliDay(dayAt(after, timeZone), unit)} ${timeZone}`)
}

const UNITS: Readonly<Record<string, JalaliUnit>> = { '$.month': 'month', '$.quarter': 'quarter', '$.year': 'year' }

const beginning = remember((key) => {
  const [day = '', timeZone = ''] = key.split(' ')
  return startOfDay(Number(day), timeZone)
})

/** `>=` turns at the threshold and `>` one millisecond later; a division may round to either side of it. */
function around(threshold: number): readonly number[] {
  const nearest = Math.round(threshold)
  return [nearest - 1, nearest, nearest + 1, nearest + 2]
}

/** The numbers that a rule compares with. */
export function numbersIn(value: unknown): number[] {
  const values = Array.isArray(value) ? value : [value]
  return values.map((one) => (typeof one === 'string' ? Number.parseFloat(one) : one)).filter((one) => Number.isFinite(one))
}
