import { asciiDigits } from './fold.js'

/**
 * Reads a number that somebody wrote, in any digits, with separators between thousands or without.
 * Behind a lone comma three digits are thousands ("1,234" is 1234), behind a lone point they are not ("1.234" is 1.234).
 * Undefined where separators stand in no order that people use.
 * @example parseNumber('۱٬۲۳۴٫۵') // 1234.5
 */
export function parseNumber(text: string): number | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const plain = asciiDigits(text).replace(SPACES, '').replaceAll('٬', ',').replaceAll('٫', '.').replace(MINUS, '-')
  if (BY_COMMA.test(plain)) return Number(plain.replaceAll(',', ''))
  if (BY_POINT.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'))
  return PLAIN.test(plain) ? Number(plain.replace(',', '.')) : undefined
}

const MAX_LENGTH = 40
const SPACES = /[\s\u061c\u200b-\u200f_'’]/g
const MINUS = /^[−–]/
const BY_COMMA = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const BY_POINT = /^[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$/
const PLAIN = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/
