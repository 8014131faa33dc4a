import { expect, test } from 'vitest'
import { measureCoverage } from '../../../../core/rule-engine/index.js'
import { smallShop } from './small-shop.js'

async function gapsWith(cases: readonly object[]): Promise<readonly string[]> {
  const { ruleSet, ...run } = smallShop(cases)
  const { files } = await measureCoverage(ruleSet, run)
  return files.flatMap(({ gaps }) => gaps.map(({ sentence }) => sentence.en))
}

test('without cases nothing is shown, and each thing that could be is named once', async () => {
  const { ruleSet, ...run } = smallShop([])
  const coverage = await measureCoverage(ruleSet, run)
  // Two comparisons of the range, one of the province, the named one and the time, each twice; five rules and two grades.
  expect(coverage).toMatchObject({ seen: 0, total: 16, percent: 0, outOfReach: 0 })
  expect(coverage.files.flatMap(({ gaps }) => gaps)).toHaveLength(16)
})

test('each thing is shown by a case that comes by it, wherever it is written', async () => {
  expect(await gapsWith([{ name: 'large', given: { lead: { employees: 500 } } }])).toEqual([
    'no case in which "late" fires',
    expect.stringMatching(/^no case in which this holds: Time since .* is at least 4/),
    'no case in which this fails: Employees is at least 500',
    'no case that "big" sends on its way',
    'no case in which this fails: Employees is at least 100',
    'no case in which this holds: Employees is less than 500',
    'no case in which this holds: Province is tehran',
    'no case that ends with the grade "cold"',
  ])
})

test('a gap stands where its comparison does, in a cell or in the file of the named condition', async () => {
  const { ruleSet, ...run } = smallShop([])
  const { files } = await measureCoverage(ruleSet, run)
  for (const { gaps } of files)
    for (const { file, line, sentence } of gaps) {
      const text = run.files.find((source) => source.file === file)?.text.split('\n')[line - 1] ?? ''
      if (sentence.en.includes('Employees is less than 500')) expect(text).toContain('[100..500)')
      if (sentence.en.includes('Province')) expect(text).toContain('"place": "tehran"')
      if (sentence.en.includes('"hot"')) expect(text).toContain('"grade": "hot"')
    }
  const named = files.find(({ file }) => file.endsWith('.conditions.json'))
  expect(named?.total).toBe(2)
})

test('it is told in Persian as well', async () => {
  const { ruleSet, ...run } = smallShop([])
  const { files } = await measureCoverage(ruleSet, run)
  expect(files[0]?.gaps[0]?.sentence.fa).toMatch(/^هیچ نمونه‌ای نیست/)
})

test('time lines count: what only time brings about is shown by waiting for it', async () => {
  const wait = { name: 'late', given: { lead: {} }, timeline: [{ at: 'PT4H' }] }
  expect(await gapsWith([wait])).not.toContain('no case in which "late" fires')
})
