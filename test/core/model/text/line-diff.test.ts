import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineDiff } from '../../../../core/model/text/line-diff.js'

/** Makes the new text out of the old one and the diff, as `patch` would. */
function patched(before: string, diff: readonly string[]): string {
  const old = before === '' ? [] : before.split('\n')
  const lines: string[] = []
  let place = 0
  for (const line of diff) {
    const [, from = '', count = ''] = /^@@ -(\d+),(\d+) /.exec(line) ?? []
    if (from !== '') {
      const start = count === '0' ? Number(from) : Number(from) - 1
      lines.push(...old.slice(place, start))
      place = start
    } else if (line.startsWith('+')) lines.push(line.slice(1))
    else {
      expect(line.slice(1)).toBe(old[place])
      if (line.startsWith(' ')) lines.push(line.slice(1))
      place += 1
    }
  }
  return [...lines, ...old.slice(place)].join('\n')
}

test('a diff holds the changed lines with three around them, below a heading', () => {
  const before = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
  const after = before.map((line) => (line === 'e' ? 'E' : line))
  expect(lineDiff(before.join('\n'), after.join('\n'))).toEqual([
    ...['@@ -2,7 +2,7 @@', ' b', ' c', ' d', '-e', '+E', ' f', ' g', ' h'],
  ])
})

test('a text that comes or goes is all plus or all minus, and equal ones give nothing', () => {
  expect(lineDiff('', 'a\nb\n')).toEqual(['@@ -0,0 +1,2 @@', '+a', '+b'])
  expect(lineDiff('a\n', '')).toEqual(['@@ -1,1 +0,0 @@', '-a'])
  expect(lineDiff('a', 'a')).toEqual([])
})

test('applied to the old text it gives the new one, whatever the two are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '{', '}', ' '), { maxLength: 30 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(!before.endsWith('\n') && !after.endsWith('\n') && before !== after)
      expect(patched(before, lineDiff(before, after))).toBe(after)
    }),
    { numRuns: 500 },
  )
})

test('two large texts that have nothing in common are compared in bounded time', () => {
  const lines = (prefix: string) => Array.from({ length: 20_000 }, (_, index) => `${prefix}${index}`).join('\n')
  const diff = lineDiff(lines('a'), lines('b'))
  expect(diff).toHaveLength(40_001)
})
