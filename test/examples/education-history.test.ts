import { expect, test } from 'vitest'
import { statusOf } from '../../core/model/lifecycle.js'
import { applyMapping } from '../../core/model/mapping/compile-mapping.js'
import { buildRuleSet, readRuleFiles } from '../../core/rule-engine/index.js'
import { vocabularyFor } from '../rules/base-vocabulary.js'
import { baseLayer } from '../rules/examine-layers.js'

test('the old list read as history ends won or lost, with a reason that the lifecycle knows, so that a model can learn', async () => {
  const layer = (name: string) => ({ name, folder: new URL(`../../examples/education/${name}`, import.meta.url).pathname })
  const files = await readRuleFiles([baseLayer, layer('rules'), layer('history')])
  const { mappings, lifecycle } = buildRuleSet(files, vocabularyFor(files))
  const mapping = mappings['x-education']
  if (!mapping) throw new Error('no mapping')
  const ends = ['1', '0'].map((Converted) => applyMapping(mapping, { 'Prospect ID': 'x', Converted })[0]?.values)
  expect(ends.map((values) => statusOf(lifecycle, String(values?.['status']))?.category)).toEqual(['converted', 'lost'])
  const reasons = statusOf(lifecycle, 'lost')?.reasons?.map(({ id }) => id)
  expect(reasons).toContain(ends[1]?.['statusReason'])
  expect(ends[0]).not.toHaveProperty('statusReason')
})
