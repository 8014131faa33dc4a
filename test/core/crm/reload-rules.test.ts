import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CrmErrors } from '../../../core/errors.js'
import { packageRoot } from '../../../core/package-root.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/open-test-crm.js'

let folder: string
let crm: TestCrm

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-rules-'))
  await cp(join(packageRoot(), 'rules'), folder, { recursive: true })
  crm = await openTestCrm({ rules: [folder] })
})

afterEach(async () => {
  await crm.close()
  await rm(folder, { recursive: true, force: true })
})

const scoringFile = () => join(folder, 'scoring', 'lead-score.scoring.json')

test('a file cut short anywhere is refused with its place, while the last good set goes on deciding', async () => {
  const text = await readFile(scoringFile(), 'utf8')
  const { digest } = crm.crm.rules()
  for (const share of [0, 0.1, 0.35, 0.6, 0.9]) {
    await writeFile(scoringFile(), text.slice(0, Math.floor(text.length * share)))
    const outcome = await crm.crm.reloadRules()
    expect(outcome).toBeInstanceOf(CrmErrors)
    const files = crm.crm.ruleProblems()?.errors.map(({ details }) => details.file)
    expect(files).toContain(scoringFile())
    expect(crm.crm.rules().digest).toBe(digest)
  }
  const [lead] = await crm.capture('api', { values: { name: 'Ali', email: 'ali@example.com' } })
  expect(lead?.score).toBeDefined()
  await writeFile(scoringFile(), text)
  expect(await crm.crm.reloadRules()).toMatchObject({ digest })
  expect(crm.crm.ruleProblems()).toBeUndefined()
})

test('a good change decides from then on, under its own digest, and the old decision keeps the old one', async () => {
  const [first] = await crm.capture('api', { values: { name: 'Ali', email: 'ali@example.com', authority: 'decision-maker' } })
  const text = await readFile(scoringFile(), 'utf8')
  await writeFile(scoringFile(), text.replace('"points": 25', '"points": 30'))
  const old = crm.crm.rules().digest
  await crm.crm.reloadRules()
  const [second] = await crm.capture('api', { values: { name: 'Reza', email: 'reza@example.com', authority: 'decision-maker' } })
  expect((second?.score ?? 0) - (first?.score ?? 0)).toBe(5)
  const before = (await crm.profile(String(first?.id))).decisions[0]?.decision.ruleSet
  const after = (await crm.profile(String(second?.id))).decisions[0]?.decision.ruleSet
  expect(before).toBe(old)
  expect(after).not.toBe(old)
  expect(await crm.crm.store.system.ruleSet(String(before))).toBeDefined()
})

test('a file that is gone takes what it said with it, if nothing else names it, and is refused otherwise', async () => {
  await rm(join(folder, 'conditions', 'base.conditions.json'))
  const outcome = await crm.crm.reloadRules()
  expect(outcome).toBeInstanceOf(CrmErrors)
  expect((outcome as CrmErrors).errors.map(({ code }) => code)).toContain('RULE_CONDITION_UNKNOWN')
})
