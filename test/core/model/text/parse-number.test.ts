import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseNumber } from '../../../../core/model/text/parse-number.js'

test.each([
  ['12', 12],
  ['-3.5', -3.5],
  ['−3', -3],
  ['+7', 7],
  ['.5', 0.5],
  ['۱۲۳۴', 1234],
  ['۱٬۲۳۴٫۵', 1234.5],
  ['1,234', 1234],
  ['1,234,567.89', 1_234_567.89],
  ['1.234.567,89', 1_234_567.89],
  ['1.234.567', 1_234_567],
  ['1.234', 1.234],
  ['1,5', 1.5],
  ["1'234", 1234],
  ['1 234', 1234],
])('%s is %d', (text, number) => expect(parseNumber(text)).toBe(number))

test.each(['', 'x', '1,2,3', '1.2.3', '12,34,567.1.2', '1e5', '0x10', 'Infinity', '--1', '12a', ',', '9'.repeat(50)])(
  '%j is no number',
  (text) => {
    expect(parseNumber(text)).toBeUndefined()
  },
)

test('what a language writes is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.constantFrom('en', 'fa', 'ar-EG'), (n, language) => {
      expect(parseNumber(n.toLocaleString(language))).toBe(n === 0 ? 0 : n)
    }),
  )
})
