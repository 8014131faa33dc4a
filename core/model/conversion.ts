import { parseDuration } from './calendar/duration.js'

/** The records that a lead becomes, in the order in which they are made: each may refer to those before it. */
export const CONVERSION_PARTS = ['account', 'contact', 'opportunity'] as const
export type ConversionPart = (typeof CONVERSION_PARTS)[number]

/**
 * Where a field of a new record gets its value: a field of the lead, the first filled one of several, a fixed value,
 * or a text with fields of the lead in braces.
 */
export type ConvertedValue =
  | string
  | { readonly from: readonly string[] }
  | { readonly value: string | number | boolean }
  | { readonly text: string }

/** What a lead becomes: which of its fields goes where, and for how long that can be taken back. */
export interface ConversionRules {
  readonly id: string
  /** ISO 8601. */
  readonly undoWithin?: string
  /** The status in which a lead is converted; the first of its category without it. */
  readonly status?: string
  readonly account: { readonly fields: ConvertedFields }
  readonly contact: { readonly fields: ConvertedFields }
  readonly opportunity: { readonly fields: ConvertedFields }
}

type ConvertedFields = Readonly<Record<string, ConvertedValue>>

/** What happens where no file says it. */
export const DEFAULT_CONVERSION: ConversionRules = {
  id: 'lead',
  undoWithin: 'P7D',
  account: { fields: { name: 'company', website: 'website' } },
  contact: { fields: { name: { from: ['name', 'company', 'email', 'phone'] }, email: 'email', phone: 'phone' } },
  opportunity: { fields: { name: { from: ['company', 'name', 'email', 'phone'] }, source: 'source' } },
}

const WEEK_MS = 604_800_000

/** For how long a change can be taken back, in milliseconds: a week where nothing is said. */
export const undoWindow = (within: string | undefined): number => (within && parseDuration(within)) || WEEK_MS

/**
 * The values that a lead gives a record by its field map; a field for which it has none is left out.
 * @example convertedValues({ name: { text: '{company} – {name}' } }, { company: 'Acme', name: 'Sara' }) // { name: 'Acme – Sara' }
 */
export function convertedValues(
  fields: ConvertedFields,
  lead: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const values = Object.entries(fields).map(([field, from]) => [field, valueFrom(from, lead)] as const)
  return Object.fromEntries(values.filter(([, value]) => isFilled(value)))
}

/** Names of the lead's fields that a value is made of. */
export function fieldsRead(from: ConvertedValue): readonly string[] {
  if (typeof from === 'string') return [from]
  if ('from' in from) return from.from
  return 'text' in from ? [...from.text.matchAll(PLACE)].map(([, name = '']) => name) : []
}

function valueFrom(from: ConvertedValue, lead: Readonly<Record<string, unknown>>): unknown {
  if (typeof from === 'string') return lead[from]
  if ('from' in from) return from.from.map((field) => lead[field]).find(isFilled)
  return 'value' in from ? from.value : filledText(from.text, lead)
}

/** What stands between two fields falls away with either of them. */
function filledText(text: string, lead: Readonly<Record<string, unknown>>): string {
  const filled = text.replaceAll(PLACE, (_, name: string) => (isFilled(lead[name]) ? String(lead[name]) : GAP))
  return filled.replaceAll(LOOSE_GAP, '').trim()
}

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== ''
const PLACE = /\{([a-z][a-zA-Z0-9]{0,40})\}/g
const GAP = '\u0000'
// biome-ignore lint/suspicious/noControlCharactersInRegex: the sign stands for a missing value and can be in no text
const LOOSE_GAP = /\u0000[^\p{L}\p{N}\u0000]*|[^\p{L}\p{N}\u0000]*\u0000/gu
