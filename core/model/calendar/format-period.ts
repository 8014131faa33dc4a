import { remember } from '../remember.js'
import { formatNumber } from '../text/format-number.js'
import { type DateFormat, formatInstant } from './format-instant.js'
import { jalaliParts } from './jalali.js'
import { localParts } from './local-parts.js'
import type { PeriodUnit } from './period.js'

/**
 * Names a period by its first instant, as a reader calls it; a week by its first day.
 * @example formatPeriod(start, { unit: 'month', language: 'fa', calendar: 'jalali', timeZone: 'Asia/Tehran' }) // 'فروردین ۱۴۰۵'
 */
export function formatPeriod(
  start: number,
  { unit, ...reader }: Omit<DateFormat, 'style'> & { readonly unit: PeriodUnit },
): string {
  if (unit === 'day' || unit === 'week') return formatInstant(start, { ...reader, style: 'date' })
  const { language, calendar, timeZone } = reader
  const { year, quarter } = partsOf(start, reader)
  const inDigits = plainYear(year, language)
  if (unit === 'year') return inDigits
  if (unit === 'month') return `${monthName(JSON.stringify([language, calendar, timeZone])).format(start)} ${inDigits}`
  const words = QUARTERS[calendar][language.startsWith('fa') ? 'fa' : 'en']
  return `${words[quarter - 1] ?? ''} ${inDigits}`
}

function partsOf(ms: number, { calendar, timeZone }: Pick<DateFormat, 'calendar' | 'timeZone'>) {
  if (calendar === 'jalali') return jalaliParts(ms, timeZone)
  const { year, month } = localParts(ms, timeZone)
  return { year, quarter: Math.ceil(month / 3) }
}

/** A year has no separator of thousands. */
const plainYear = (year: number, language: string): string => formatNumber(year, language).replaceAll(/[,٬]/g, '')

const monthName = remember((key) => {
  const [language, calendar, timeZone] = JSON.parse(key) as [string, string, string]
  const locale = `${language}-u-ca-${calendar === 'jalali' ? 'persian' : 'gregory'}`
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone })
})

const QUARTERS = {
  gregorian: {
    en: ['Q1', 'Q2', 'Q3', 'Q4'],
    fa: ['سه‌ماههٔ یکم', 'سه‌ماههٔ دوم', 'سه‌ماههٔ سوم', 'سه‌ماههٔ چهارم'],
  },
  jalali: { en: ['Spring', 'Summer', 'Autumn', 'Winter'], fa: ['بهار', 'تابستان', 'پاییز', 'زمستان'] },
} as const
