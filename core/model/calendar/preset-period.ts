import { type LocalCalendar, type PeriodUnit, periodAt, type Span } from './period.js'

/** Periods that have a name of their own, in the order in which they are offered. */
export const PRESET_PERIODS = [
  { value: 'all', label: { en: 'All time', fa: 'همهٔ زمان‌ها' } },
  { value: 'today', label: { en: 'Today', fa: 'امروز' } },
  { value: 'yesterday', label: { en: 'Yesterday', fa: 'دیروز' } },
  { value: 'this-week', label: { en: 'This week', fa: 'این هفته' } },
  { value: 'last-week', label: { en: 'Last week', fa: 'هفتهٔ گذشته' } },
  { value: 'this-month', label: { en: 'This month', fa: 'این ماه' } },
  { value: 'last-month', label: { en: 'Last month', fa: 'ماه گذشته' } },
  { value: 'this-quarter', label: { en: 'This quarter', fa: 'این فصل' } },
  { value: 'last-quarter', label: { en: 'Last quarter', fa: 'فصل گذشته' } },
  { value: 'this-year', label: { en: 'This year', fa: 'امسال' } },
  { value: 'last-year', label: { en: 'Last year', fa: 'سال گذشته' } },
  { value: 'last-12-months', label: { en: 'Last 12 months', fa: '۱۲ ماه گذشته' } },
] as const

export type PresetPeriod = (typeof PRESET_PERIODS)[number]['value']

/**
 * The span of a named period as people in this calendar and time zone mean it now; nothing for all time.
 * @example presetSpan('last-month', { now, calendar: 'jalali', timeZone: 'Asia/Tehran' })
 */
export function presetSpan(preset: PresetPeriod, { now, ...local }: LocalCalendar & { readonly now: number }): Span | undefined {
  if (preset === 'all') return undefined
  if (preset === 'last-12-months') {
    const { to } = periodAt(now, { unit: 'month', ...local })
    return { from: periodAt(now, { unit: 'month', steps: -11, ...local }).from, to }
  }
  const { unit, steps } = NAMED[preset]
  return periodAt(now, { unit, steps, ...local })
}

const NAMED: Readonly<
  Record<Exclude<PresetPeriod, 'all' | 'last-12-months'>, { readonly unit: PeriodUnit; readonly steps: number }>
> = {
  today: { unit: 'day', steps: 0 },
  yesterday: { unit: 'day', steps: -1 },
  'this-week': { unit: 'week', steps: 0 },
  'last-week': { unit: 'week', steps: -1 },
  'this-month': { unit: 'month', steps: 0 },
  'last-month': { unit: 'month', steps: -1 },
  'this-quarter': { unit: 'quarter', steps: 0 },
  'last-quarter': { unit: 'quarter', steps: -1 },
  'this-year': { unit: 'year', steps: 0 },
  'last-year': { unit: 'year', steps: -1 },
}
