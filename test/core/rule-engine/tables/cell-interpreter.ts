import fc from 'fast-check'

type Value = string | number | boolean | undefined

/** What a cell asks, said a second time and in another way than the product says it. */
export interface ToldCell {
  readonly cell: string | number | boolean
  holds(value: Value): boolean
}

const told = (cell: ToldCell['cell'], holds: ToldCell['holds']): ToldCell => ({ cell, holds })
const always: readonly ToldCell[] = [
  told('-', () => true),
  told('missing', (value) => value === undefined || value === ''),
  told('not missing', (value) => value !== undefined && value !== ''),
]

const limit = fc.integer({ min: -3, max: 12 })
const isNumber = (value: Value): value is number => typeof value === 'number'

/** Cells of a column of numbers. */
export const numberCell: fc.Arbitrary<ToldCell> = fc.oneof(
  fc.constantFrom(...always),
  limit.map((n) => told(n, (value) => value === n)),
  limit.map((n) => told(`${n}`, (value) => value === n)),
  limit.map((n) => told(`> ${n}`, (value) => isNumber(value) && value > n)),
  limit.map((n) => told(`>=${n}`, (value) => isNumber(value) && value >= n)),
  limit.map((n) => told(` < ${n} `, (value) => isNumber(value) && value < n)),
  limit.map((n) => told(`<= ${n}`, (value) => isNumber(value) && value <= n)),
  fc
    .uniqueArray(limit, { minLength: 1, maxLength: 3 })
    .map((list) => told(`in ${list.join(', ')}`, (value) => list.includes(Number(value)) && isNumber(value))),
  fc
    .uniqueArray(limit, { minLength: 1, maxLength: 3 })
    .map((list) => told(`not ${list.join(',')}`, (value) => !isNumber(value) || !list.includes(value))),
  fc.tuple(limit, fc.integer({ min: 1, max: 6 }), fc.boolean(), fc.boolean()).map(([from, length, opens, closes]) =>
    told(`${opens ? '[' : '('}${from}..${from + length}${closes ? ']' : ')'}`, (value) => {
      if (!isNumber(value)) return false
      return (value > from || (opens && value === from)) && (value < from + length || (closes && value === from + length))
    }),
  ),
)

const WORDS = ['Tehran', 'Bandar Abbas', 'a, b', 'in', 'missing', '-', '> 5', 'say "hi"', '[a..b]'] as const
const quoted = (word: string) => (/^[A-Z][a-z A-Z]*$/.test(word) ? word : `"${word.replaceAll('"', '""')}"`)
const word = fc.constantFrom(...WORDS)

/** Cells of a column of texts. */
export const textCell: fc.Arbitrary<ToldCell> = fc.oneof(
  fc.constantFrom(...always),
  word.map((text) => told(quoted(text), (value) => value === text)),
  fc
    .uniqueArray(word, { minLength: 1, maxLength: 3 })
    .map((list) => told(`in ${list.map(quoted).join(', ')}`, (value) => list.some((each) => each === value))),
  fc
    .uniqueArray(word, { minLength: 1, maxLength: 3 })
    .map((list) => told(`not ${list.map(quoted).join(' ، ')}`, (value) => !list.some((each) => each === value))),
)

export const someNumber = fc.oneof(fc.constant(undefined), fc.integer({ min: -4, max: 19 }))
export const someText = fc.oneof(fc.constant(undefined), word, fc.constantFrom('Qom', ''))
