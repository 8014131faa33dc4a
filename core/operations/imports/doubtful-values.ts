import type { Fields } from '../../model/fields.js'
import type { Money } from '../../model/money.js'
import { asciiDigits } from '../../model/text/fold.js'
import { formatMoney, minorDigits } from '../../model/text/format-number.js'
import { parseNumber } from '../../model/text/parse-number.js'
import type { FieldProblem } from '../../plugin-api/index.js'

type Values = Readonly<Record<string, unknown>>

/** Texts that stand where a phone number should and can be none: too few digits, or what a spreadsheet made of a long number. */
export function unlikelyPhone(values: Values, fields: Fields): readonly FieldProblem[] {
  return Object.entries(values).flatMap(([field, value]) => {
    if (fields[field]?.type !== 'phone' || typeof value !== 'string' || value === '') return []
    const text = asciiDigits(value).trim()
    const digits = text.replaceAll(/\D/g, '').length
    if (digits >= FEWEST_DIGITS && !BY_SPREADSHEET.test(text)) return []
    const shown = value.slice(0, 60)
    const message = { en: `"${shown}" is no phone number.`, fa: `«${shown}» شمارهٔ تلفن نیست.` }
    return [{ field, message }]
  })
}

/** An inside line of a company is no shorter. */
const FEWEST_DIGITS = 3
const BY_SPREADSHEET = /^\d(?:[.,]\d+)?e\+?\d+$/i

/** Amounts whose decimals the currency does not have: they are rounded, and that is told. */
export function lostDecimals(given: Values, values: Values): readonly FieldProblem[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const written = given[field]
    if (!isMoney(value) || (typeof written !== 'string' && typeof written !== 'number')) return []
    const number = parseNumber(asciiDigits(String(written)).replaceAll(/[^\d.,٫٬+\-−]/gu, ''))
    if (number === undefined) return []
    const kept = value.amount / 10 ** minorDigits(value.currency)
    if ([number, number * TOMAN].some((one) => Math.abs(one - kept) <= Math.abs(kept) * 1e-12)) return []
    const shown = String(written).slice(0, 60)
    const message = {
      en: `${value.currency} has no such decimals: "${shown}" became ${formatMoney(value, 'en')}.`,
      fa: `${value.currency} این رقم‌های اعشار را ندارد: «${shown}» شد ${formatMoney(value, 'fa')}.`,
    }
    return [{ field, message }]
  })
}

/** A toman is ten rials, in which it is kept. */
const TOMAN = 10

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && typeof (value as Partial<Money>).amount === 'number'
