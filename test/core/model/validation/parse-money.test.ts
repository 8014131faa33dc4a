import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMoney } from '../../../../core/model/text/format-number.js'
import { parseMoney } from '../../../../core/model/validation/parse-money.js'

test('what a page shows is read back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000_000 }),
      fc.constantFrom('EUR', 'USD', 'IRR'),
      fc.constantFrom('en', 'fa'),
      (amount, currency, language) => {
        expect(parseMoney(formatMoney({ amount, currency }, language))).toEqual({ amount, currency })
      },
    ),
  )
})

test('a currency that has no name here is read by its code', () =>
  expect(parseMoney('5 CHF')).toEqual({ amount: 500, currency: 'CHF' }))
test('a fraction is rounded to the minor unit', () => expect(parseMoney(1.005, 'EUR')).toEqual({ amount: 101, currency: 'EUR' }))
test.each(['EUR 5 USD', '5 fish', 'EUR', '', '9'.repeat(30), { amount: '5', currency: 'EUR' }, true, null])(
  '%j is no amount',
  (value) => {
    expect(parseMoney(value, 'EUR')).toBeUndefined()
  },
)
