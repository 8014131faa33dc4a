import type { Money } from '../money.js'
import { remember } from '../remember.js'

/** @example formatNumber(1234.5, 'fa') // '۱٬۲۳۴٫۵' */
export function formatNumber(value: number, language: string): string {
  return numbers(language).format(value)
}

/**
 * Writes a share, 1 being the whole.
 * @example formatPercent(0.256, 'en') // '25.6%'
 */
export function formatPercent(share: number, language: string): string {
  return percents(language).format(share)
}

/**
 * Writes an amount in the currency's own way, minor units where it has them.
 * @example formatMoney({ amount: 1250, currency: 'EUR' }, 'en') // '€12.50'
 */
export function formatMoney({ amount, currency }: Money, language: string): string {
  return currencies(`${language} ${currency}`).format(amount / 10 ** minorDigits(currency))
}

/** How many digits a currency has behind the point: 2 for euros, 0 for rials. */
export function minorDigits(currency: string): number {
  return currencies(`en ${currency}`).resolvedOptions().maximumFractionDigits ?? 0
}

const numbers = remember((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 6 }))
const percents = remember((language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }))
const currencies = remember((key) => {
  const [language, currency = ''] = key.split(' ')
  return new Intl.NumberFormat(language, { style: 'currency', currency })
})
