import { asciiDigits } from '../../model/text/fold.js'
import type { SheetColumn } from './sheet-columns.js'

type Written = Pick<SheetColumn, 'input' | 'isList'>

/**
 * A value as a cell of a sheet shows it. Texts stand as they are; one that would be read as something else stands in double
 * quotes, and a list in brackets, as JSON writes them.
 */
export function sheetText(value: unknown, { input, isList }: Written): string {
  if (input) return String(value)
  if (isList && Array.isArray(value) && value.length > 0 && value.every(isBare)) return value.join(', ')
  if (typeof value === 'string' && value !== '' && !LOOKS_LIKE_JSON.test(value)) return value
  return JSON.stringify(value)
}

const LOOKS_LIKE_JSON = /^(\s*$|[-\d"[{]|(true|false|null)$)/i

const isBare = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\s,،"[\]][^,،"[\]]*$/.test(value) && value === value.trim()

/**
 * Reads what stands in a cell of a sheet; undefined where it is empty. `others` are the values of the column so far: where all
 * of them are texts, a number is meant as one; where all are numbers, its digits may be Persian.
 */
export function sheetValue(text: string, { isList }: Written, others: readonly unknown[]): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  if (isList && !trimmed.startsWith('[')) return trimmed.split(/[,،]/).map((each) => each.trim())
  const isNumber = others.length > 0 && others.every((other) => typeof other === 'number')
  const plain = isNumber ? asciiDigits(trimmed) : trimmed
  const isText = others.length > 0 && others.every((other) => typeof other === 'string')
  if (/^(true|false)$/i.test(trimmed) && !isText) return trimmed.toLowerCase() === 'true'
  if (!LOOKS_LIKE_JSON.test(plain)) return text.replaceAll('\r\n', '\n')
  try {
    const value: unknown = JSON.parse(plain)
    return isText && typeof value !== 'string' ? text : value
  } catch {
    return text
  }
}
