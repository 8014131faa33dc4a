import { expect, test } from 'vitest'
import { formatMoney, formatNumber, formatPercent, minorDigits } from '../../../../core/model/text/format-number.js'

test('numbers are written in the digits of the language', () => {
  expect(formatNumber(1234.5, 'en')).toBe('1,234.5')
  expect(formatNumber(1234.5, 'fa')).toBe('۱٬۲۳۴٫۵')
})

test('a share becomes a percentage', () => {
  expect(formatPercent(0.256, 'en')).toBe('25.6%')
  expect(formatPercent(1, 'fa')).toBe('۱۰۰٪')
})

test('money shows the minor units its currency has', () => {
  expect(formatMoney({ amount: 1250, currency: 'EUR' }, 'en')).toBe('€12.50')
  expect(formatMoney({ amount: 1250, currency: 'JPY' }, 'en')).toBe('¥1,250')
  expect(formatMoney({ amount: 1_500_000, currency: 'IRR' }, 'fa')).toMatch(/ریال.*۱٬۵۰۰٬۰۰۰/)
  expect(['EUR', 'IRR', 'KWD'].map(minorDigits)).toEqual([2, 0, 3])
})
