import { afterEach, beforeEach, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { replayDecisions } from '../../../../core/operations/index.js'
import type { RuleCase } from '../../../../core/rule-engine/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { type RuleFolder, ruleFolder } from '../../../support/rule-folder.js'

const SCORING = 'scoring/lead-score.scoring.json'
let rules: RuleFolder
let crm: TestCrm

beforeEach(async () => {
  rules = await ruleFolder()
})

afterEach(async () => {
  await crm.close()
  await rules.remove()
})

async function openWithLeads(connection: string): Promise<void> {
  crm = await openTestCrm({ connection, rules: [rules.folder] })
  await crm.addUser({ name: 'Anna', queues: ['inbound', 'enterprise'] })
  for (let index = 0; index < 6; index += 1) {
    const authority = index % 2 ? 'decision-maker' : 'user'
    await crm.capture('api', { values: { name: `Lead ${index}`, email: `l${index}@example.com`, authority, employees: 600 } })
  }
}

const replay = (request: object = {}) => replayDecisions(crm.crm, { actor: SYSTEM, since: 0, ...request })
const countAll = async () => ({
  leads: await crm.crm.store.records.aggregate({ entity: 'lead', measures: [{ as: 'n', of: 'count' }] } as never).catch(() => []),
  decisions: await crm.crm.store.records.count('decision'),
  tasks: await crm.crm.store.records.count('task'),
  activities: await crm.crm.store.records.count('activity'),
})

eachDatabase((database) => {
  test('files that say the same decide the same; a change is counted by kind, with leads, old and new, and nothing is done', async () => {
    await openWithLeads(await database.newConnection())
    const before = await countAll()
    const seen: number[] = []
    expect(await replay({ onProgress: (done: number) => seen.push(done) })).toMatchObject({ decisions: 6, same: 6, different: 0 })
    expect(seen).toEqual([6])
    await rules.edit(SCORING, '"points": 25', '"points": 30')
    const report = await replay()
    expect(report).toMatchObject({ decisions: 6, same: 3, different: 3, changes: { score: 3, owner: 0 } })
    const [example] = report.examples
    const [score] = example?.changes ?? []
    expect(score).toMatchObject({ what: 'score' })
    expect(Number(score?.after) - Number(score?.before)).toBe(5)
    expect(await crm.crm.store.records.get('lead', example?.leadId ?? '')).toMatchObject({ score: score?.before })
    expect(await replay({ limit: 2 })).toMatchObject({ decisions: 2 })
    expect(await replay({ since: crm.clock.now() + 1 })).toMatchObject({ decisions: 0 })
    expect(await countAll()).toEqual(before)
  })

  test('facts that were not kept are named, and those decisions are not guessed at', async () => {
    await openWithLeads(await database.newConnection())
    await rules.edit(
      SCORING,
      '"rules": [',
      `"rules": [ { "id": "fair", "title": { "en": "Fair" }, "conditions": { "all": [ { "fact": "activityCount", "params": { "type": "fair.visit" }, "operator": "greaterThan", "value": 0 } ] }, "then": { "group": "fit", "points": 1 } },`,
    )
    const report = await replay()
    expect(report).toMatchObject({ decisions: 6, same: 0, different: 0, impossible: { 'facts-not-kept': 6 } })
    expect(report.missingFacts.join()).toContain('fair.visit')
  })

  test('each becomes a case that expects what was decided, without anybody’s name or address', async () => {
    await openWithLeads(await database.newConnection())
    const cases: RuleCase[] = []
    const report = await replay({ onCase: (theCase: RuleCase) => void cases.push(theCase) })
    expect(report.cases).toMatchObject({ written: cases.length, leftOut: 6 - cases.length })
    expect(Object.values(report.cases.reasons).reduce((sum, count) => sum + count, 0)).toBe(report.cases.leftOut)
    expect(cases.length).toBeGreaterThan(0)
    expect(cases.every(({ expect: expected }) => expected?.score !== undefined && expected.status !== undefined)).toBe(true)
    expect(JSON.stringify(cases)).not.toMatch(/Lead \d|@example\.com"|Anna/)
  })
})
