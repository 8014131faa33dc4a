import type { FieldMapping } from '../mapping.js'
import { cleanText } from '../text/clean.js'
import { asciiDigits, foldForSearch } from '../text/fold.js'
import { firstReaderOf, type Reader, readerOf } from './mapping-path.js'

/** Whether a value is an answer at all. */
export type HoldsValue = (value: unknown) => boolean

/** Prepares the test for "not answered": nothing, an empty text or list, or one of the texts that mean it. */
export function answerTest(missing: readonly string[]): HoldsValue {
  const folded = new Set(missing.map(foldForSearch))
  const holds: HoldsValue = (value) => {
    if (value === undefined || value === null) return false
    if (Array.isArray(value)) return value.some(holds)
    if (typeof value !== 'string') return true
    return value.trim() !== '' && !(folded.size > 0 && folded.has(foldForSearch(value)))
  }
  return holds
}

/** Compiles how one field is filled: joined or first found, translated, and a constant where nothing comes in. */
export function fieldReader(mapping: string | FieldMapping, holds: HoldsValue): Reader {
  const {
    from,
    join,
    map,
    format,
    currency,
    value: constant,
  } = typeof mapping === 'string' ? ({ from: mapping } as FieldMapping) : mapping
  const whole = from === undefined ? () => undefined : firstReaderOf(from, holds)
  const parts = join ? joined(join, holds) : () => undefined
  const read: Reader = (row) => whole(row) ?? parts(row)
  const translate = map ? translation(map) : undefined
  return (row) => {
    const found = answered(read(row), holds)
    const translated = translate && found !== undefined ? translate(found) : found
    const formed = format && translated !== undefined ? dated(translated, format) : translated
    return (currency && isBareAmount(formed) ? `${formed} ${currency}` : formed) ?? constant
  }
}

function joined(paths: readonly string[], holds: HoldsValue): Reader {
  const readers = paths.map(readerOf)
  return (row) => readers.flatMap((read) => answered(read(row), holds) ?? []).join(' ') || undefined
}

function answered(value: unknown, holds: HoldsValue): unknown {
  if (!holds(value)) return undefined
  if (typeof value === 'string') return cleanText(value)
  if (!Array.isArray(value)) return value
  return value.filter(holds)
}

function translation(map: NonNullable<FieldMapping['map']>): (value: unknown) => unknown {
  const table = new Map(Object.entries(map).map(([foreign, ours]) => [foldForSearch(foreign), ours]))
  const one = (value: unknown) => {
    const ours = table.get(foldForSearch(String(value)))
    return ours === undefined ? value : (ours ?? undefined)
  }
  return (value) => (Array.isArray(value) ? value.map(one).filter((entry) => entry !== undefined) : one(value))
}

/** An amount without any word or sign of a currency. */
const isBareAmount = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^[\s\d.,٫٬'’+\-−]+$/u.test(asciiDigits(value)))

/** What is no date in this form stays as it came, so that the check of the record can name it. */
function dated(value: unknown, format: NonNullable<FieldMapping['format']>): unknown {
  if (format === 'unix-seconds' || format === 'unix-milliseconds') return instant(value, format)
  const [, one = '', two = '', year, rest = ''] = (typeof value === 'string' && DAY_LAST.exec(asciiDigits(value).trim())) || []
  if (year === undefined) return value
  const [day, month] = format === 'day-month-year' ? [one, two] : [two, one]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clock(rest)}`
}

/** A time of day as people write it, `9:05 PM` too, in the form that instants are read in. */
function clock(text: string): string {
  const [, hour = '', minute = '', second = '00', half] = CLOCK.exec(text) ?? []
  if (hour === '') return ''
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  return ` ${String(hours).padStart(2, '0')}:${minute}:${second}`
}

const DAY_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:,?\s+(\S.*))?$/
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([ap])\.?m\.?)?$/i

/** What is no number stays as it came, so that the check of the record can name it. */
function instant(value: unknown, format: 'unix-seconds' | 'unix-milliseconds'): unknown {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  if (!Number.isFinite(number)) return value
  return Math.round(format === 'unix-seconds' ? number * 1_000 : number)
}
