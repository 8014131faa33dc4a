import { asciiDigits } from '../text/fold.js'
import { jalaliDay } from './jalali.js'
import { parseDay } from './parse-day.js'

/** A date that stands in rules or in a filter: the instant it means, or why it means none. */
export type DateLiteral = DateRead | DateMistake

interface DateRead {
  /** Milliseconds since 1970; of a day its midnight in UTC. */
  readonly ms: number
  readonly isDay: boolean
}

/** What is wrong with a date, and the same as it should be written where only one can be meant. */
export interface DateMistake {
  readonly mistake: { readonly en: string; readonly fa: string }
  readonly instead?: string
}

/**
 * Reads a date where nothing may be guessed: a Gregorian day, or an instant that ends in `Z` or in an offset. A Jalali day and
 * one in another spelling are told with what to write instead.
 * @example readDateLiteral('2026-03-21T09:30:00+03:30') // { ms: Date.UTC(2026, 2, 21, 6), isDay: false }
 * @example readDateLiteral('۱۴۰۶/۰۱/۰۱') // { mistake: { en: '"۱۴۰۶/۰۱/۰۱" looks like a Jalali date; …' }, instead: '2027-03-21' }
 */
export function readDateLiteral(text: string): DateLiteral {
  const [, year = '', month = '', day = '', rest = ''] =
    (text.length > MAX_LENGTH ? null : WRITTEN.exec(asciiDigits(text).trim())) ?? []
  if (year === '') return noDate(text)
  const numbers = { year: Number(year), month: Number(month), day: Number(day) }
  const isEarly = numbers.year < FIRST_YEAR
  const gregorian = isEarly ? jalali(numbers) : parseDay(`${year}-${month}-${day}`)
  if (gregorian === undefined) return noDay(text, isEarly)
  const time = rest.trim().replace(/^t/i, '').toUpperCase()
  if (time !== '' && !TIME.test(time)) return noTime(text, gregorian)
  const plain = time === '' ? gregorian : `${gregorian}T${time}`
  if (isEarly) return looksJalali(text, plain)
  return plain === text ? { ms: Date.parse(plain), isDay: time === '' } : otherSpelling(text, plain)
}

/** Nobody writes a rule about a day before it; Jalali years of today are far below. */
const FIRST_YEAR = 1700
const FIRST_JALALI_YEAR = 1200
const MAX_LENGTH = 40
const WRITTEN = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})((?:T|\s{1,3})\S{1,30})?$/i
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

const jalali = (day: Parameters<typeof jalaliDay>[0]): string | undefined =>
  day.year < FIRST_JALALI_YEAR ? undefined : jalaliDay(day)

const noDate = (text: string): DateMistake => ({
  mistake: {
    en: `${shown(text)} is no date; write a day such as 2026-03-21 or an instant such as 2026-03-21T08:00:00Z.`,
    fa: `${shown(text)} تاریخ نیست؛ روزی مانند 2026-03-21 یا زمانی مانند 2026-03-21T08:00:00Z بنویسید.`,
  },
})

function noDay(text: string, isEarly: boolean): DateMistake {
  const early = {
    en: `${shown(text)} lies before ${FIRST_YEAR} and is no Jalali day either; write a Gregorian day such as 2026-03-21.`,
    fa: `${shown(text)} پیش از سال ${FIRST_YEAR} میلادی است و روزی از تقویم جلالی هم نیست؛ روزی میلادی مانند 2026-03-21 بنویسید.`,
  }
  const missing = {
    en: `There is no day ${shown(text)}; look at year, month and day.`,
    fa: `روز ${shown(text)} در تقویم نیست؛ سال و ماه و روز را ببینید.`,
  }
  return { mistake: isEarly ? early : missing }
}

const noTime = (text: string, day: string): DateMistake => ({
  mistake: {
    en: `The time of ${shown(text)} is not written like ${day}T08:00:00Z; behind it stands Z for UTC, or an offset such as +03:30.`,
    fa: `ساعت ${shown(text)} مانند ${day}T08:00:00Z نوشته نشده است؛ در پایان آن Z برای UTC یا اختلافی مانند +03:30 می‌آید.`,
  },
})

const looksJalali = (text: string, instead: string): DateMistake => ({
  mistake: {
    en: `${shown(text)} looks like a Jalali date; write ${instead}.`,
    fa: `${shown(text)} به تاریخ جلالی می‌ماند؛ ${instead} بنویسید.`,
  },
  instead,
})

const otherSpelling = (text: string, instead: string): DateMistake => ({
  mistake: {
    en: `${shown(text)} is not written as dates are here; write ${instead}.`,
    fa: `${shown(text)} آن‌گونه که اینجا تاریخ می‌نویسند نیست؛ ${instead} بنویسید.`,
  },
  instead,
})

const shown = (text: string): string => JSON.stringify(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text)
