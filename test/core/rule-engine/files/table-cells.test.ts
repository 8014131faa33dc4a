import { expect, test } from 'vitest'
import { isCellMistake, readCell, type TableInput } from '../../../../core/rule-engine/files/table-cells.js'

const size: TableInput = { id: 'size', fact: 'lead', path: '$.employees', type: 'number' }
const city: TableInput = { id: 'city', fact: 'lead', path: '$.city', type: 'string' }
const seen: TableInput = { id: 'seen', fact: 'lead', path: '$.birthday', type: 'date' }
const at: TableInput = { id: 'at', fact: 'lead', path: '$.createdAt', type: 'dateTime' }
const calls: TableInput = { id: 'calls', fact: 'lead', path: '$.doNotCall', type: 'boolean' }

const asked = (input: TableInput, cell: string | number | boolean) => {
  const read = readCell(input, cell)
  return isCellMistake(read) ? read.mistake : read.map(({ operator, value }) => [operator, value])
}

test.each([
  [size, '-', []],
  [size, 'missing', [['present', false]]],
  [size, 'not missing', [['present', true]]],
  [size, 500, [['equal', 500]]],
  [size, '500', [['equal', 500]]],
  [size, '>= 500', [['greaterThanInclusive', 500]]],
  [size, '>= ۵۰۰', [['greaterThanInclusive', 500]]],
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
  [city, 'inside', [['equal', 'inside']]],
  [city, '"Tehran, Iran"', [['equal', 'Tehran, Iran']]],
  [city, '"in"', [['equal', 'in']]],
  [city, '"missing"', [['equal', 'missing']]],
  [city, '"> 5"', [['equal', '> 5']]],
  [city, '"say ""hi"""', [['equal', 'say "hi"']]],
  [city, 'in "a, b", c، د', [['in', ['a, b', 'c', 'د']]]],
  [seen, '2026-03-21', [['equal', '2026-03-21']]],
  [seen, '1405/01/01', [['equal', '2026-03-21']]],
  [
    seen,
    '[2026-01-01..2026-04-01)',
    [
      ['greaterThanInclusive', '2026-01-01'],
      ['lessThan', '2026-04-01'],
    ],
  ],
  [at, '< 2026-03-21T08:00:00+03:30', [['lessThan', Date.UTC(2026, 2, 21, 4, 30)]]],
  [at, '>= 2026-03-21', [['greaterThanInclusive', Date.UTC(2026, 2, 21)]]],
  [calls, 'true', [['equal', true]]],
  [calls, false, [['equal', false]]],
] as const)('the cell %o %s is read', (input, cell, expected) => {
  expect(asked(input, cell)).toEqual(expected)
})

test.each([
  [size, '> many', '"many" is no number'],
  [city, '> 5', '">" compares numbers'],
  [city, '[a..b]', 'a range needs numbers'],
  [size, '[1..x]', '"x" is no number'],
  [size, '[5..1]', 'no value lies in this range'],
  [size, '[5..5)', 'no value lies in this range'],
  [size, '5, 6', 'any of them is written in 5, 6'],
  [size, 'in 5,', 'a value is missing between the commas or at the end'],
  [size, '1e5', '"1e5" is no number'],
  [size, '', 'for any value write -'],
  [size, '–', 'for any value write -, not –'],
  [size, '=5', '"=5" is written 5 here'],
  [size, '!= 5', '"!= 5" is written not 5 here'],
  [size, '=> 5', '"=> 5" is written >= 5 here'],
  [size, '5..9', '"5..9" is written [5..9] here'],
  [size, '[5..]', '"[5..]" is written >= 5 here'],
  [size, '(..5)', '"(..5)" is written < 5 here'],
  [size, '[5, 9)', '"[5, 9)" is written [5..9) here'],
  [size, '>', 'after ">" a number or a day is missing'],
  [city, 'in', 'after "in" values are missing'],
  [city, 'not in a, b', '"not in a, b" is written not a, b here'],
  [city, '"Tehran', 'a double quote is not closed'],
  [city, '"Teh"ran', 'a double quote is not closed, or something follows it'],
  [seen, '2026-02-30', '"2026-02-30" is no date'],
  [seen, '> soon', '"soon" is no date, which the column "seen" holds, for example 2026-03-21'],
  [at, '8 o clock', '"8 o clock" is no dateTime'],
  [calls, 'yes', '"yes" is no boolean'],
  [{ ...city, values: ['a', 'b'] }, 'c', '"c" is not among the values of the column "city": a, b'],
] as const)('the cell %o %s is refused with the reason', (input, cell, reason) => {
  expect(asked(input, cell)).toContain(reason)
})

test.each([
  [size, '=5', '5'],
  [size, '5, 6', 'in 5, 6'],
  [city, 'not in a', 'not a'],
  [size, '(..5)', '< 5'],
])('what to write instead of %o %s can be read', (input, cell, instead) => {
  const read = readCell(input, cell)
  expect(isCellMistake(read) && read.instead).toBe(instead)
  expect(isCellMistake(readCell(input, instead))).toBe(false)
})
