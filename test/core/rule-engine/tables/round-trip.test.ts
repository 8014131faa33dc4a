import fc from 'fast-check'
import { getNodeValue, parseTree } from 'jsonc-parser'
import { describe, expect, test } from 'vitest'
import { asWritten, withoutFormula } from '../../../../core/model/text/formula-safe.js'
import { parseSource } from '../../../../core/rule-engine/files/parse-source.js'
import { importSheet, type SourceFile, tableSheet } from '../../../../core/rule-engine/index.js'
import { numberCell, textCell } from './cell-interpreter.js'

const text = fc.constantFrom(
  'Large',
  'بزرگ، خیلی',
  '=1+1',
  '-x',
  '+98',
  "it's",
  "'quoted'",
  '500',
  'true',
  '"q"',
  '[x]',
  'a\nb',
  ' spaced ',
)
const localized = fc.record({ en: text, fa: text }, { requiredKeys: ['en'] })
const value = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.double({ min: -5, max: 5, noNaN: true }).map((n) => (n === 0 ? 0 : n)),
  fc.constant([1, 'a']),
  fc.constant({}),
)
const target = fc.record(
  {
    queue: fc.constantFrom('sales', 'desk'),
    strategy: text,
    params: fc.dictionary(fc.constantFrom('x', 'y.z', 'a\\b', 'list'), value, { minKeys: 1 }),
  },
  { requiredKeys: ['queue'] },
)
const actions = fc.array(fc.record({ type: text, params: fc.dictionary(fc.constantFrom('to', 'text'), value, { minKeys: 1 }) }), {
  minLength: 1,
  maxLength: 3,
})

const row = fc.record(
  {
    title: localized,
    size: numberCell.map(({ cell }) => cell),
    city: textCell.map(({ cell }) => cell),
    from: fc.uniqueArray(fc.constantFrom('new', 'working', 'a b'), { minLength: 1 }),
    then: fc.oneof(target, actions),
    tags: fc.array(text, { maxLength: 2 }),
    priority: fc.integer(),
    enabled: fc.boolean(),
    effective: fc.record({ from: fc.constant('2026-01-01') }),
  },
  { requiredKeys: ['then'] },
)

/** A file with comments wherever one can stand, each row on one line or on many. */
const file = fc
  .tuple(
    fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 99 }), row), { minLength: 1, maxLength: 6, selector: ([id]) => id }),
    fc.infiniteStream(
      fc.constantFrom('', ' ', '\n    ', '\n\n    // a comment, with "quotes" ]\n    ', ' /* here, too */ ', '\r\n'),
    ),
    fc.boolean(),
  )
  .map(([rows, spaces, isWide]) => {
    const space = () => String(spaces.next().value)
    const texts = rows.map(([id, content]) => {
      const whole = { id: `r${id}`, ...content }
      return isWide ? JSON.stringify(whole, null, 2).replaceAll(',\n', () => `,${space()}\n`) : JSON.stringify(whole)
    })
    const list = texts.map((each, index) => `${space()}${each}${space()}${index < texts.length - 1 ? ',' : ''}`).join('')
    const inputs =
      '[{ "id": "size", "fact": "lead", "path": "$.size", "type": "number" }, { "id": "city", "fact": "lead", "path": "$.city", "type": "string" }]'
    return `{ "apiVersion": "sarnakh/v1", "kind": "routing", "id": "x", // head\n "table": { "inputs": ${inputs}, "rows": [${list}${space()}] } }\n`
  })

function sourceOf(content: string): SourceFile {
  const parsed = parseSource({ layer: 'test', folder: 'rules', path: 'x.routing.json', text: content })
  if (!('tree' in parsed)) throw new Error(`${parsed.map(({ message }) => message).join()}\n${content}`)
  return parsed
}

const sheetOf = (source: SourceFile) => tableSheet(source) ?? []

function imported(source: SourceFile, sheet: readonly (readonly string[])[]): string {
  const answer = importSheet(source, { file: 'x.csv', sheet })
  if (!('text' in answer)) throw new Error(answer.map(({ message }) => message).join('\n'))
  return answer.text
}

const rowsIn = (content: string) => {
  const tree = parseTree(content)
  const whole = tree && (getNodeValue(tree) as { readonly table: { readonly rows: readonly { readonly id: string }[] } })
  return structuredClone(whole?.table.rows ?? [])
}

describe('a sheet of a table', () => {
  test('that nobody touched gives the file back, byte for byte', () => {
    fc.assert(
      fc.property(file, (content) => {
        const source = sourceOf(content)
        expect(imported(source, sheetOf(source))).toBe(content)
      }),
      { numRuns: 300 },
    )
  })

  test('whose rows were moved and taken away gives a file with these rows, and each the same', () => {
    fc.assert(
      fc.property(file, fc.infiniteStream(fc.nat()), fc.nat({ max: 3 }), (content, order, fewer) => {
        const source = sourceOf(content)
        const [header = [], ...lines] = sheetOf(source)
        const ranked = lines
          .map((line) => ({ line, rank: order.next().value ?? 0 }))
          .sort((left, right) => left.rank - right.rank)
        const kept = ranked.slice(0, Math.max(1, ranked.length - fewer)).map(({ line }) => line)
        const old = new Map(rowsIn(content).map((each) => [each.id, each]))
        expect(rowsIn(imported(source, [header, ...kept]))).toEqual(kept.map(([id = '']) => old.get(id)))
      }),
      { numRuns: 300 },
    )
  })

  test('of which everything was written anew gives rows that say the same', () => {
    fc.assert(
      fc.property(file, (content) => {
        const source = sourceOf(content)
        const [header = [], ...lines] = sheetOf(source)
        const renamed = lines.map(([id = '', ...cells]) => [`n${id}`, ...cells])
        const again = sourceOf(imported(source, [header, ...renamed]))
        const [, ...told] = sheetOf(again)
        const columns = (sheetOf(again)[0] ?? []).map((name) => header.indexOf(name))
        // Cells that are not there ask nothing, which a sheet says with a dash.
        const expected = renamed.map((line) =>
          columns.map((at) => (['size', 'city'].includes(header[at] ?? '') ? line[at]?.trim() || '-' : line[at])),
        )
        expect(told).toEqual(expected)
      }),
      { numRuns: 200 },
    )
  })

  test('changes only what was changed in it', () => {
    const content = `{ "apiVersion": "sarnakh/v1", "kind": "routing", "id": "x", "table": {
  "inputs": [{ "id": "size", "fact": "lead", "path": "$.size", "type": "number" }],
  "rows": [
    // first
    {
      "id": "a", // its id
      "size": 500,
      "then": { "queue": "sales", "params": { "share": 5 } } // where
    },
    { "id": "b", "size": "-", "then": { "queue": "desk" } }
  ] } }`
    const source = sourceOf(content)
    const edit = (name: string, row: number, cell: string) => {
      const sheet = sheetOf(source)
      const at = sheet[0]?.indexOf(name) ?? -1
      return imported(
        source,
        sheet.map((line, index) => (index === row ? line.with(at, cell) : line)),
      )
    }
    expect(edit('size', 1, '600')).toBe(content.replace('500', '600'))
    expect(edit('size', 1, '> 600')).toBe(content.replace('500', '"> 600"'))
    expect(edit('then.params.share', 1, '')).toBe(content.replace('"sales", "params": { "share": 5 } }', '"sales" }'))
    expect(edit('then.params.share', 2, '7')).toBe(
      content.replace('"queue": "desk" }', '"queue": "desk", "params": { "share": 7 } }'),
    )
    expect(edit('title.fa', 1, 'بزرگ')).toBe(
      content.replace('"share": 5 } } // where', '"share": 5 } },\n      "title": { "fa": "بزرگ" } // where'),
    )
  })
})

test('what a spreadsheet could run is written so that it cannot, and every text comes back', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^'{0,2}[=+@\t-]?.{0,3}$/)), (content) => {
      const safe = withoutFormula(content)
      expect(asWritten(safe)).toBe(content)
      expect(/^[=+@\t\r＝＋－＠]/.test(safe)).toBe(false)
    }),
  )
  expect(['-', '-5', '>= 5', '-1.5'].map(withoutFormula)).toEqual(['-', '-5', '>= 5', '-1.5'])
  expect(['=1', '-5+2', '@x', '+98'].map(withoutFormula)).toEqual(["'=1", "'-5+2", "'@x", "'+98"])
})
