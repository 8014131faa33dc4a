import { parseDay, parseInstant } from '../calendar/parse-day.js'
import { type FieldDeclaration, type FieldType, optionsOf } from '../fields.js'
import { foldForSearch } from '../text/fold.js'
import { parseNumber } from '../text/parse-number.js'
import { parseMoney } from './parse-money.js'

/** Reads a foreign value as a field's type; undefined when it cannot be read so. A text is clean and not empty. */
export type Coercion = (value: unknown) => unknown

/** The way values of a field are read, prepared once per field. `currency` is that of amounts without one. */
export function coercionOf(field: FieldDeclaration, { currency }: { readonly currency?: string }): Coercion {
  if (field.type === 'money') return (value) => parseMoney(value, currency)
  if (field.type === 'multiSelect') return listOf(optionReader(field), optionsOf(field).length > 0)
  if (field.oneOf || field.type === 'select') return optionReader(field)
  return COERCIONS[field.type]
}

const COERCIONS: Readonly<Record<Exclude<FieldType, 'money' | 'select' | 'multiSelect'>, Coercion>> = {
  string: (value) => textOf(value)?.replace(/\s*\n\s*/g, ' '),
  text: (value) => textOf(value),
  phone: (value) => textOf(value),
  reference: (value) => textOf(value),
  email: (value) => textOf(value)?.replace(/^mailto:/i, ''),
  url: (value) => webAddress(textOf(value)),
  integer: numberOf,
  number: numberOf,
  boolean: (value) => BOOLEANS.get(foldForSearch(textOf(value) ?? '')),
  date: (value) => (value instanceof Date ? dayOf(value) : typeof value === 'string' ? parseDay(value) : undefined),
  dateTime: (value) => (typeof value === 'string' ? parseInstant(value) : instantOf(value)),
  json: (value) => value,
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value)
  if (!Array.isArray(value)) return undefined
  const texts = value.map((entry) => (Array.isArray(entry) ? undefined : textOf(entry)))
  return texts.includes(undefined) ? undefined : texts.join(', ')
}

/** An address is shown as a link, so one that would run as a script is none. */
function webAddress(text: string | undefined): string | undefined {
  return text === undefined || /^(?:javascript|data|vbscript|file):/i.test(text.replace(/\s/g, '')) ? undefined : text
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' ? parseNumber(value) : undefined
}

function instantOf(value: unknown): number | undefined {
  const ms = value instanceof Date ? value.getTime() : value
  return typeof ms === 'number' && Math.abs(ms) <= LAST_INSTANT ? Math.round(ms) : undefined
}

function dayOf(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10)
}

/** Finds an option by its value or by its label in any language. */
function optionReader(field: FieldDeclaration): Coercion {
  const options = optionsOf(field)
  if (options.length === 0) return textOf
  const byText = new Map<string, string>()
  for (const { value, label } of options) {
    for (const text of typeof label === 'string' ? [label] : Object.values(label)) byText.set(foldForSearch(text), value)
  }
  for (const { value } of options) byText.set(foldForSearch(value), value)
  const values = new Set(options.map(({ value }) => value))
  return (value) => {
    const text = textOf(value)
    if (text === undefined || values.has(text)) return text
    return byText.get(foldForSearch(text))
  }
}

/** A text is first tried whole where the options are fixed, because a label may hold a comma. */
function listOf(read: Coercion, hasOptions: boolean): Coercion {
  return (value) => {
    const whole = hasOptions && typeof value === 'string' ? read(value) : undefined
    if (whole !== undefined) return [whole]
    const entries = Array.isArray(value) ? value : String(textOf(value) ?? '').split(SEPARATORS)
    const filled = entries.map((entry) => (typeof entry === 'string' ? entry.trim() : entry)).filter((entry) => entry !== '')
    const chosen = filled.map(read)
    return chosen.includes(undefined) ? undefined : [...new Set(chosen)]
  }
}

const BOOLEANS = new Map<string, boolean>([
  ...['true', 'yes', 'y', 'on', '1', 'بله', 'بلی', 'اری', 'درست'].map((text) => [text, true] as const),
  ...['false', 'no', 'n', 'off', '0', 'خیر', 'نه', 'نادرست'].map((text) => [text, false] as const),
])
const SEPARATORS = /[,;،؛|\n]/
const LAST_INSTANT = 8_640_000_000_000_000
