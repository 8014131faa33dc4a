import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { packageRoot } from '../../../core/package-root.js'
import { definePlugin } from '../../../core/plugin-api/index.js'
import { openTestCrm } from '../../../core/testing/index.js'

const endsIn = definePlugin({
  name: 'ends-in',
  operators: {
    endsWith: {
      label: { en: 'ends in', fa: 'پایان می‌یابد با' },
      test: (left, right) => typeof left === 'string' && left.endsWith(String(right)),
    },
  },
})

const rule = {
  kind: 'automation',
  id: 'partners',
  rules: [
    {
      id: 'partner',
      conditions: { all: [{ fact: 'lead', path: '$.email', operator: 'endsWith', value: '@partner.example' }] },
      then: [{ type: 'notify', params: { text: { en: 'x' }, to: 'owner' } }],
    },
  ],
}
const cases = {
  kind: 'cases',
  id: 'partners',
  for: ['partners'],
  cases: [{ name: 'partner: matches', given: { lead: { email: 'a@partner.example' } }, expect: { fired: ['partner'] } }],
}

test('the author of a plugin runs the cases of rules that use it, and sees what they leave open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-plugin-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'rules'))
  for (const content of [rule, cases])
    await writeFile(
      join(folder, 'rules', `partners.${content.kind}.json`),
      JSON.stringify({ apiVersion: 'sarnakh/v1', ...content }),
    )
  const crm = await openTestCrm({ plugins: [endsIn], rules: [join(packageRoot(), 'rules'), join(folder, 'rules')] })
  onTestFinished(() => crm.close())
  const { results, coverage } = await crm.ruleCases()
  expect(results.filter(({ passed }) => !passed)).toEqual([])
  // The cases of the base hold leads without an address: they show that the comparison can fail.
  expect(coverage.percent).toBe(100)
  expect(results.map(({ name }) => name)).toContain('partner: matches')
})
