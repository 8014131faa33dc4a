import type { Money } from '../money.js'
import { asciiDigits } from '../text/fold.js'
import { minorDigits } from '../text/format-number.js'
import { parseNumber } from '../text/parse-number.js'

/**
 * Reads an amount that somebody wrote, in major units: a number, `1000 IRR`, `€ 12.50`, «۵۰٬۰۰۰ تومان».
 * Tomans become rials. Undefined without a currency, unless one is given for amounts that name none.
 * @example parseMoney('12.50 EUR') // { amount: 1250, currency: 'EUR' }
 */
export function parseMoney(value: unknown, currency?: string): Money | undefined {
  if (isMoney(value)) return { amount: value.amount, currency: value.currency }
  if (typeof value === 'number') return moneyOf(value, currency)
  const [, before = '', number = '', after = ''] =
    typeof value === 'string' ? (AMOUNT.exec(asciiDigits(value).replace(MARKS, '').trim()) ?? []) : []
  const sign = `${before}${after}`.trim()
  const amount = parseNumber(number)
  if (amount === undefined || (before.trim() !== '' && after.trim() !== '')) return undefined
  if (sign === '') return moneyOf(amount, currency)
  const known = SIGNS[sign.toLowerCase()]
  if (known) return moneyOf(amount * (known.times ?? 1), known.currency)
  return /^[A-Za-z]{3}$/.test(sign) ? moneyOf(amount, sign.toUpperCase()) : undefined
}

function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { amount, currency } = value as { amount?: unknown; currency?: unknown }
  return typeof amount === 'number' && typeof currency === 'string' && Object.keys(value).length === 2
}

function moneyOf(major: number, currency: string | undefined): Money | undefined {
  if (currency === undefined) return undefined
  const minor = major * 10 ** minorDigits(currency)
  // Fifteen digits hide what binary fractions add; an amount that is longer has no room for a fraction.
  const amount = Math.round(Math.abs(minor) < 1e15 ? Number(minor.toPrecision(15)) : minor)
  return Number.isSafeInteger(amount) ? { amount, currency } : undefined
}

const MARKS = /[\u061c\u200b-\u200f\u2066-\u2069]/g
const AMOUNT = /^([^\d.,+\-−]{0,10})([+\-−]?[\d.,٫٬\s'’]{1,40})([^\d.,]{0,10})$/u

const SIGNS: Readonly<Record<string, { readonly currency: string; readonly times?: number }>> = {
  '€': { currency: 'EUR' },
  $: { currency: 'USD' },
  '£': { currency: 'GBP' },
  ریال: { currency: 'IRR' },
  '﷼': { currency: 'IRR' },
  rial: { currency: 'IRR' },
  rials: { currency: 'IRR' },
  تومان: { currency: 'IRR', times: 10 },
  toman: { currency: 'IRR', times: 10 },
  tomans: { currency: 'IRR', times: 10 },
}
