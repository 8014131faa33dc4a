import type { ErrorObject } from 'ajv'
import { readDateLiteral } from '../../model/calendar/date-literal.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { asciiDigits } from '../../model/text/fold.js'
import { parseNumber } from '../../model/text/parse-number.js'
import { meantDuration } from './duration-words.js'
import type { Repair } from './fix.js'

/** What should stand in the place of a value that ajv refused, where there is one sensible answer. */
export function repairOf({ keyword, params, data, schema, parentSchema, instancePath }: ErrorObject): Repair | undefined {
  if (keyword === 'enum') return nearOf(data, schema as readonly unknown[])
  if (keyword === 'const') return instancePath === '/apiVersion' ? { value: params['allowedValue'] } : undefined
  if (keyword === 'type') return typed(data, { types: [params['type']].flat(), schema: parentSchema ?? {} })
  if (keyword === 'maximum') return asValue(shareOf(data, Number(params['limit'])))
  if (typeof data !== 'string') return undefined
  if (keyword === 'format') return asValue(formatted(data, params['format']))
  return keyword === 'pattern' ? rewritten(data, new RegExp(String(params['pattern']))) : undefined
}

const asValue = (value: unknown): Repair | undefined => (value === undefined ? undefined : { value })

function formatted(data: string, format: unknown): string | undefined {
  if (format === 'duration') return meantDuration(data)
  const read = format === 'iso-instant' ? readDateLiteral(data) : undefined
  return read && 'instead' in read ? read.instead : undefined
}

/** The part of one that somebody meant who wrote a percentage where one is the most. */
export const shareOf = (data: unknown, limit: number): number | undefined =>
  limit === 1 && typeof data === 'number' && data > 1 && data <= 100 ? data / 100 : undefined

function nearOf(data: unknown, allowed: readonly unknown[]): Repair | undefined {
  const near = typeof data === 'string' ? didYouMean(data, allowed.map(String)) : undefined
  const value = allowed.find((known) => String(known) === near)
  return value === undefined ? undefined : { value }
}

/** A number or a yes in quotes, and a single value where a list of such values is wanted. */
function typed(data: unknown, { types, schema }: { types: readonly unknown[]; schema: Readonly<Record<string, unknown>> }) {
  const meant = literalOf(data, types)
  if (meant !== undefined) return { value: meant }
  const items = schema['items'] as { readonly type?: unknown; readonly pattern?: unknown } | undefined
  if (!types.includes('array') || items?.type !== typeof data) return undefined
  if (typeof data !== 'string' || !LISTING.test(data)) return { value: [data] }
  // One text with commas may be several or one; ids hold none.
  const parts = partsOf(data)
  const ids = new RegExp(String(items?.pattern ?? '(?!)'))
  return parts.every((part) => ids.test(part)) ? { value: parts } : undefined
}

const LISTING = /[,،;؛]/

const partsOf = (text: string): readonly string[] =>
  text
    .split(LISTING)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/**
 * The list that somebody meant who wrote one value where a list is wanted; a text with commas is split where each part is
 * known, and otherwise nobody can tell.
 */
export function listMeant(value: unknown, known: readonly unknown[] | undefined): readonly unknown[] | undefined {
  if (typeof value !== 'string' || !LISTING.test(value) || known?.includes(value)) return [value]
  const meant = partsOf(value).map((part) => knownPart(part, known ?? []))
  return meant.includes(undefined) ? undefined : meant
}

const knownPart = (part: string, known: readonly unknown[]): unknown =>
  known.find((each) => each === part) ?? known.find((each) => String(each).toLowerCase() === part.toLowerCase())

/** The number or the truth value that a text in quotes spells, in any digits. */
export function literalOf(data: unknown, types: readonly unknown[]): number | boolean | undefined {
  if (typeof data !== 'string') return undefined
  if (types.includes('boolean')) {
    const word = data.trim().toLowerCase()
    if (word === 'true' || word === 'yes') return true
    if (word === 'false' || word === 'no') return false
  }
  const number = meantNumber(data)
  if (number === undefined) return undefined
  return types.includes('number') || (types.includes('integer') && Number.isInteger(number)) ? number : undefined
}

/** The number that a text spells, in any digits and with separators between thousands. */
export function meantNumber(data: unknown): number | undefined {
  if (typeof data !== 'string' || asciiDigits(data).replaceAll(/\D/g, '').length > MOST_DIGITS) return undefined
  return parseNumber(data.trim())
}

/** More of them a number does not keep. */
const MOST_DIGITS = 15

/** A path without its beginning, hours without minutes, or an id with signs that none may have. */
function rewritten(data: string, pattern: RegExp): Repair | undefined {
  const bare = data.trim().replace(/^\$?\.?/, '')
  const slug = data
    .trim()
    .replaceAll(/[\s_]+/g, '-')
    .replaceAll(/^-+|-+$|[^a-zA-Z0-9-]/g, '')
  const found = [`$.${bare}`, slug, hours(data)].filter((candidate) => pattern.test(candidate))
  return bare !== '' && found.length > 0 ? { value: found[0] } : undefined
}

/** `9-17` and `۹:۰۰ تا ۱۷:۰۰` as `09:00-17:00`. */
function hours(text: string): string {
  const spans = asciiDigits(text)
    .trim()
    .split(/\s*(?:[-–—]|to|تا)\s*/)
  return spans
    .map((time) =>
      time.replace(/^(\d{1,2})(?::(\d{2}))?$/, (_, hour: string, minute = '00') => `${hour.padStart(2, '0')}:${minute}`),
    )
    .join('-')
}
