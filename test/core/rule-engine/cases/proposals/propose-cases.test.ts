import { expect, test } from 'vitest'
import { parseSource } from '../../../../../core/rule-engine/files/parse-source.js'
import {
  measureCoverage,
  mutationScore,
  placeCases,
  proposeCases,
  runCases,
  type SourceFile,
} from '../../../../../core/rule-engine/index.js'
import { smallShop } from '../small-shop.js'

const layer = { name: 'test', folder: 'rules' }

function read({ file, text }: { readonly file: string; readonly text: string }): SourceFile {
  const parsed = parseSource({ layer: 'test', folder: 'rules', path: file.slice('rules/'.length), text })
  if (!('tree' in parsed)) throw new Error(parsed.map(({ message }) => message).join('\n'))
  return parsed
}

test('proposed cases pass, show everything, and notice what the others let pass', async () => {
  const { ruleSet, ...run } = smallShop([])
  const { proposed, open } = await proposeCases(ruleSet, run)
  const files = [...run.files, ...placeCases(proposed, { files: run.files, layer }).map(read)]
  const results = await runCases(ruleSet, files, run.environmentFor)
  expect(results.filter(({ passed }) => !passed)).toEqual([])
  expect(await measureCoverage(ruleSet, { ...run, files })).toMatchObject({ percent: 100 })
  const { percent, files: mutated } = await mutationScore(ruleSet, { ...run, files })
  expect(percent).toBeGreaterThan(85)
  expect(mutated.flatMap(({ survivors }) => survivors).length).toBeLessThanOrEqual(open.length)
})

test('a proposal is named in the words of its fields and says why it is there', async () => {
  const { ruleSet, ...run } = smallShop([])
  const { proposed } = await proposeCases(ruleSet, run)
  expect(proposed.map(({ theCase }) => theCase.name)).toContain('large: Employees is 500')
  const large = proposed.find(({ theCase }) => theCase.name === 'large: Employees is 500')
  expect(large).toMatchObject({
    theCase: { given: { lead: { employees: 500 } }, expect: { score: 20 } },
    about: { id: 'scoring' },
  })
  expect(large?.remarks).toContain('no case in which "large" gives its points')
})

test('a file of cases keeps its comments and its order; what is added comes last', async () => {
  const { ruleSet, ...run } = smallShop([])
  const text = `{
  // For the whole team.
  "apiVersion": "sarnakh/v1", "kind": "cases", "id": "scoring", "for": ["scoring"],
  "cases": [
    { "name": "nothing is known", "given": { "lead": {} }, "expect": { "score": 0 } } // as it should be
  ]
}
`
  const files = [...run.files, read({ file: 'rules/scoring.cases.json', text })]
  const { proposed } = await proposeCases(ruleSet, { ...run, files })
  const placed = placeCases(proposed, { files, layer }).find(({ file }) => file === 'rules/scoring.cases.json')
  expect(placed?.text).toContain('// For the whole team.')
  expect(placed?.text).toMatch(/"expect": \{ "score": 0 \} \},\n {4}\{/)
  expect(placed?.text).not.toContain('no case')
  expect(placed?.text).toContain(' // as it should be\n  ]')
  const names = (read({ file: 'rules/scoring.cases.json', text: placed?.text ?? '' }).value['cases'] as { name: string }[]).map(
    ({ name }) => name,
  )
  expect(names[0]).toBe('nothing is known')
  expect(names.length).toBe(1 + (placed?.count ?? 0))
})
