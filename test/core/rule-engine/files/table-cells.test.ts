import { expect, test } from 'vitest'
import { readCell, type TableInput } from '../../../../core/rule-engine/files/table-cells.js'

const size: TableInput = { id: 'size', fact: 'lead', path: '$.employees', type: 'number' }
const city: TableInput = { id: 'city', fact: 'lead', path: '$.city', type: 'string' }

const asked = (input: TableInput, cell: string | number | boolean) => {
  const read = readCell(input, cell)
  return typeof read === 'string' ? read : read.map(({ operator, value }) => [operator, value])
}

test.each([
  [size, '-', []],
  [size, 'missing', [['present', false]]],
  [size, 'not missing', [['present', true]]],
  [size, 500, [['equal', 500]]],
  [size, '500', [['equal', 500]]],
  [size, '>= 500', [['greaterThanInclusive', 500]]],
  [size, '<-1.5', [['lessThan', -1.5]]],
  [
    size,
    '[10..50)',
    [
      ['greaterThanInclusive', 10],
      ['lessThan', 50],
    ],
  ],
  [
    size,
    '(10 .. 50]',
    [
      ['greaterThan', 10],
      ['lessThanInclusive', 50],
    ],
  ],
  [size, 'in 1, 2', [['in', [1, 2]]]],
  [city, 'not Tehran, Qom', [['notIn', ['Tehran', 'Qom']]]],
  [city, 'Bandar Abbas', [['equal', 'Bandar Abbas']]],
] as const)('the cell %o %s is read', (input, cell, expected) => {
  expect(asked(input, cell)).toEqual(expected)
})

test.each([
  [size, '> many', '"many" is no number'],
  [city, '> 5', '">" compares numbers'],
  [city, '[a..b]', 'a range needs numbers'],
  [size, '[1..x]', '"x" is no number'],
] as const)('the cell %o %s is refused with the reason', (input, cell, reason) => {
  expect(asked(input, cell)).toContain(reason)
})
