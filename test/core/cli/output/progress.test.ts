import { expect, test } from 'vitest'
import { createProgress } from '../../../../core/cli/output/progress.js'

/** What is written when progress is shown at these milliseconds. */
function written(isTTY: boolean, instants: readonly number[]): readonly string[] {
  const lines: string[] = []
  let at = 0
  const progress = createProgress({ isTTY, write: (text) => lines.push(text) }, () => at)
  for (const instant of instants) {
    at = instant
    progress.show(instant / 10_000, `${instant} rows`)
  }
  progress.end('all rows')
  return lines
}

test('where a person watches, one line is redrawn, and not more often than eyes follow', () => {
  const lines = written(true, [50, 100, 150, 5_000])
  expect(lines).toHaveLength(3)
  expect(lines[1]).toBe(`\r\u001b[2K${'█'.repeat(12)}${'░'.repeat(12)}  50% 5000 rows`)
  expect(lines[2]).toBe(`\r\u001b[2K${'█'.repeat(24)} 100% all rows\n`)
})

test('elsewhere a line is written every few seconds, without signs for a terminal', () => {
  expect(written(false, [100, 4_999, 5_000, 7_000, 10_000])).toEqual([' 50% 5000 rows\n', '100% 10000 rows\n', 'all rows\n'])
})

test('a share that is no number, as of an empty file, is none', () => {
  const lines: string[] = []
  let at = 0
  const progress = createProgress({ write: (text) => lines.push(text) }, () => at)
  at = 6_000
  progress.show(Number.NaN, 'rows')
  expect(lines).toEqual(['  0% rows\n'])
})
