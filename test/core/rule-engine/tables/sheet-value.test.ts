import { expect, test } from 'vitest'
import { sheetValue } from '../../../../core/rule-engine/tables/sheet-value.js'

const plain = { isList: false }

test('a number in Persian digits is a number where the column holds numbers, and a text where it holds none', () => {
  expect(sheetValue('۷', plain, [10, 5.5])).toBe(7)
  expect(sheetValue('−۷', plain, [10])).toBe('−۷')
  expect(sheetValue('۷', plain, ['a'])).toBe('۷')
  expect(sheetValue('۷', plain, [])).toBe('۷')
})
