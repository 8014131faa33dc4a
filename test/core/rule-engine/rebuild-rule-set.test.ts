import { beforeAll, expect, test } from 'vitest'
import { buildRuleSet, type RuleSet, readRuleFiles, rebuildRuleSet } from '../../../core/rule-engine/index.js'
import { vocabularyFor } from '../../rules/base-vocabulary.js'

let ruleSet: RuleSet
beforeAll(async () => {
  const files = await readRuleFiles([{ name: 'base', folder: new URL('../../../rules', import.meta.url).pathname }])
  ruleSet = buildRuleSet(files, vocabularyFor(files))
})

test('a rule set comes back from its kept files as it was', () => {
  const { vocabulary: _, ...again } = rebuildRuleSet(ruleSet.files, ruleSet.vocabulary) ?? { vocabulary: undefined }
  const { vocabulary: __, ...before } = ruleSet
  expect(again).toEqual(before)
})

test('a file with comments keeps its title', () => {
  const files = ruleSet.files.map((file) => ({ ...file, text: `// By the sales team.\n${file.text}` }))
  const again = rebuildRuleSet(files, ruleSet.vocabulary)
  const titleOf = (set: RuleSet | undefined) =>
    set?.files.find(({ kind, id }) => kind === 'scoring' && id === 'lead-score')?.title
  expect(titleOf(ruleSet)).toMatchObject({ en: 'Lead score' })
  expect(titleOf(again)).toEqual(titleOf(ruleSet))
})

test('files that no longer fit, or are no rule files any more, give none', () => {
  const { lead: _, ...facts } = ruleSet.vocabulary.facts
  expect(rebuildRuleSet(ruleSet.files, { ...ruleSet.vocabulary, facts })).toBeUndefined()
  expect(
    rebuildRuleSet([{ kind: 'scoring', id: 'x', layer: 'base', path: 'x.scoring.json', text: '{' }], ruleSet.vocabulary),
  ).toBeUndefined()
})
