import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../../../core/package-root.js'
import type { Plugin } from '../../../../../core/plugin-api/index.js'
import { lintRules } from '../../../../../core/rule-engine/check/lints/lint-rules.js'
import { buildRuleSet, readRuleFiles } from '../../../../../core/rule-engine/index.js'
import { scoringCompanySize } from '../../../../../examples/03-scoring-plugin/company-size.js'
import { assignByCountry } from '../../../../../examples/04-assignment-strategy/by-country.js'
import { basePlugins, vocabularyFor } from '../../../../rules/base-vocabulary.js'

const shipped: readonly (readonly [folders: readonly string[], plugins: readonly Plugin[]])[] = [
  [['rules'], []],
  [['rules', 'examples/02-write-a-rule/rules'], []],
  [['rules', 'examples/03-scoring-plugin/rules'], [scoringCompanySize]],
  [['rules', 'examples/04-assignment-strategy/rules'], [assignByCountry]],
  [['rules', 'examples/05-webhook-mapping/rules'], []],
  [['rules', 'examples/education/rules'], []],
]

test.each(shipped)('nothing is found in the shipped rules of %s', async (folders, plugins) => {
  const files = await readRuleFiles(
    folders.map((name) => ({ name: name === 'rules' ? 'base' : name, folder: join(packageRoot(), name) })),
  )
  const ruleSet = buildRuleSet(files, vocabularyFor(files, [...basePlugins, ...plugins]))
  const found = lintRules(files, ruleSet, { now: Date.parse('2026-07-01') })
  expect(found.map(({ code, message, details }) => `${details['file']}:${details['line']} ${code} ${message}`)).toEqual([])
})
