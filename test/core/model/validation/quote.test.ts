import { expect, test } from 'vitest'
import { quote } from '../../../../core/model/validation/quote.js'

test('a value is shown in quotation marks', () =>
  expect([quote('x'), quote(1), quote(undefined)]).toEqual(['"x"', '"1"', '"undefined"']))
test('an object is shown as JSON', () => expect(quote({ a: [1] })).toBe('"{"a":[1]}"'))
test('a long value is cut', () => expect(quote('x'.repeat(81))).toBe(`"${'x'.repeat(80)}…"`))
