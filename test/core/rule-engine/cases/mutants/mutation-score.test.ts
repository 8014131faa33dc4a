import { expect, test } from 'vitest'
import { mutationScore } from '../../../../../core/rule-engine/index.js'
import { smallShop } from '../small-shop.js'

async function unnoticed(cases: readonly object[]): Promise<readonly string[]> {
  const { ruleSet, ...run } = smallShop(cases)
  const { files } = await mutationScore(ruleSet, run)
  return files.flatMap(({ survivors }) => survivors.map(({ sentence }) => sentence.en))
}

const exactly = { name: 'exactly 500', given: { lead: { employees: 500 } }, expect: { score: 20, grade: 'hot' } }
const less = { name: 'one less', given: { lead: { employees: 499 } }, expect: { score: 0, grade: 'cold' } }

test('without cases nobody would notice anything', async () => {
  const { ruleSet, ...run } = smallShop([])
  expect(await mutationScore(ruleSet, run)).toMatchObject({ noticed: 0, percent: 0 })
})

test('a case on each side of a threshold notices both of its neighbours and the other kind of bound', async () => {
  const said = [
    'no case would notice if 500 were 501',
    'no case would notice if 500 were 499',
    'no case would notice if "is at least" were "is more than"',
  ]
  expect(await unnoticed([])).toEqual(expect.arrayContaining(said))
  expect(await unnoticed([exactly])).toContain('no case would notice if 500 were 499')
  const left = await unnoticed([exactly, less])
  for (const sentence of said.slice(0, 2)) expect(left).not.toContain(sentence)
})

test('cells, targets, durations of time, lost negations and actions are tried', async () => {
  const left = await unnoticed([])
  for (const sentence of [
    'no case would notice if "size" "[100..500)" were "(100..500)"',
    'no case would notice if "size" "[100..500)" were "[101..500)"',
    'no case would notice if "place" "tehran" were "fars"',
    'no case would notice if "queue" "sales" were "desk"',
    'no case would notice if "points" 20 were 21',
    'no case would notice if "from" 20 were 21',
    'no case would notice if 4 were 5',
    'no case would notice if "all" were "any"',
    'no case would notice if the "not" were left out before: Employees is at least 500',
    'no case would notice if "fire" "once" were "rising"',
    'no case would notice if this were left out: "notify"',
  ])
    expect(left).toContain(sentence)
})

test('a mistake that changes nothing is proved to, and does not count', async () => {
  const { ruleSet, ...run } = smallShop([exactly, less])
  const { files, withoutEffect } = await mutationScore(ruleSet, run)
  const left = files.flatMap(({ survivors }) => survivors.map(({ sentence }) => sentence.en))
  // No lead has more than 20 points, and none has 19: neither another upper limit nor this grade can be felt.
  expect(left).not.toContain('no case would notice if "max" 20 were 21')
  expect(left).not.toContain('no case would notice if "from" 20 were 19')
  expect(withoutEffect).toBeGreaterThanOrEqual(2)
})

test('each survivor stands where the mistake would be', async () => {
  const { ruleSet, ...run } = smallShop([])
  const { files } = await mutationScore(ruleSet, run)
  const points = files.flatMap(({ survivors }) => survivors).find(({ sentence }) => sentence.en.includes('"points" 20'))
  const source = run.files.find(({ file }) => file === points?.file)
  expect(source?.text.split('\n')[(points?.line ?? 0) - 1]).toContain('"points": 20')
  expect(points?.sentence.fa).toContain('«points»')
})
