import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { Decision } from '../../../core/model/decision.js'
import { logActivity } from '../../../core/operations/index.js'
import { changingValue, defineFact, definePlugin } from '../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { record } from '../../support/stored-records.js'
import { aLeadIn, crmsOn, somebody } from '../operations/crms-of-suite.js'
import { notifying, rulesFolder } from './rules-folder.js'

const HOUR = 3_600_000
const label = { en: 'Under test', fa: 'در دست آزمون' }
const number = { label, value: { type: 'number' } } as const

const facts = definePlugin({
  name: 'under-test',
  facts: {
    throwing: defineFact({
      ...number,
      load: () => {
        throw new Error('the other system is down')
      },
    }),
    hanging: defineFact({ ...number, load: () => new Promise<never>(() => undefined) }),
    wordy: defineFact({ ...number, load: (leads) => leads.map(() => 'seven') }),
    short: defineFact({ ...number, load: () => [] }),
    choosy: defineFact({ ...number, load: (leads) => leads.map(({ employees }) => employees ?? 'none') }),
    lasting: defineFact({ ...number, load: (leads, { now }) => leads.map(() => changingValue(7, now)) }),
    fine: defineFact({ ...number, load: (leads) => leads.map(() => 7) }),
    trialOver: defineFact({
      label,
      value: { type: 'boolean' },
      load: (leads, { now }) =>
        leads.map(({ createdAt }) => (now < createdAt + 2 * HOUR ? changingValue(false, createdAt + 2 * HOUR) : true)),
    }),
  },
})

const isSeven = (fact: string) => ({ all: [{ fact, operator: 'equal', value: 7 }] })
const TROUBLED = ['throwing', 'hanging', 'wordy', 'short', 'lasting']
const count = (params: object, operator: string, value: number) => ({
  all: [{ fact: 'activityCount', params: { type: 'page.pricing', ...params }, operator, value }],
})

const folders: string[] = []
const folderOf = async (files: Readonly<Record<string, object>>) => {
  const folder = await rulesFolder(files)
  folders.push(folder)
  return folder
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

eachDatabase((database) => {
  const open = crmsOn(database)
  let troubled: string
  let timed: string
  beforeAll(async () => {
    troubled = await folderOf({
      automation: { rules: [...TROUBLED, 'fine'].map((fact) => notifying(fact, isSeven(fact))) },
    })
    timed = await folderOf({
      scoring: {
        score: { min: 0, max: 100, groups: [{ id: 'interest' }] },
        rules: [
          {
            id: 'visits',
            conditions: count({}, 'greaterThan', 0),
            then: {
              group: 'interest',
              pointsPer: { activity: 'page.pricing', points: 10, maxCount: 2 },
              decay: { model: 'linear', every: 'PT20H' },
            },
          },
        ],
      },
      automation: {
        rules: [
          notifying('trial-over', { all: [{ fact: 'trialOver', operator: 'equal', value: true }] }),
          notifying('gone-quiet', count({ within: 'PT6H' }, 'equal', 0)),
          notifying('big-spender', {
            all: [
              {
                fact: 'activitySum',
                params: { type: 'order', field: 'total.amount', within: 'P1D' },
                operator: 'greaterThanInclusive',
                value: 100,
              },
            ],
          }),
        ],
      },
    })
  })

  async function lastDecision(crm: TestCrm, id: string): Promise<Decision> {
    const { decisions } = await crm.profile(id)
    const [last] = decisions.toSorted((left, right) => right.at - left.at)
    return last?.['decision'] as Decision
  }

  test('a fact that throws, hangs or answers nonsense ends the rules that read it as errors, and the rest counts', async () => {
    const crm = await open({ plugins: [facts], rules: [troubled], pluginLimitMs: 60 })
    const { id } = await aLeadIn(crm, somebody())
    const decision = await lastDecision(crm, id)
    expect(decision.fired.map(({ rule }) => rule)).toEqual(['automation/fine'])
    expect(decision.problems.map(({ where }) => where).sort()).toEqual(TROUBLED.map((fact) => `rule automation/${fact}`).sort())
    const messageOf = (fact: string) => decision.problems.find(({ where }) => where.endsWith(fact))?.message
    expect(messageOf('throwing')).toContain('the other system is down')
    expect(messageOf('hanging')).toContain('did not answer in time')
    expect(messageOf('wordy')).toContain('"wordy" answered seven')
    expect(messageOf('short')).toContain('0 values for 1 leads')
    expect(messageOf('lasting')).toContain('not later than now')
  })

  test('a value of the wrong type is an error for its own lead alone', async () => {
    const folder = await folderOf({ automation: { rules: [notifying('choosy', isSeven('choosy'))] } })
    const crm = await open({ plugins: [facts], rules: [folder] })
    const right = await aLeadIn(crm, somebody({ employees: 7 }))
    const wrong = await aLeadIn(crm, somebody())
    expect(await lastDecision(crm, right.id)).toMatchObject({ fired: [{ rule: 'automation/choosy' }], problems: [] })
    expect(await lastDecision(crm, wrong.id)).toMatchObject({ fired: [], problems: [{ where: 'rule automation/choosy' }] })
  })

  test('a fact that says when it changes wakes its leads exactly then', async () => {
    const crm = await open({ plugins: [facts], rules: [timed] })
    const lead = await aLeadIn(crm, somebody())
    expect(lead.nextChangeAt).toBe(lead.createdAt + 2 * HOUR)
    await crm.pass('PT1H59M')
    expect((await lastDecision(crm, lead.id)).rulesTrue).not.toContain('automation/trial-over')
    await crm.pass('PT1M')
    expect((await lastDecision(crm, lead.id)).fired.map(({ rule }) => rule)).toEqual(['automation/trial-over'])
  })

  test('activities grow old: a window empties and points fade, each at its instant and to the same sums', async () => {
    const crm = await open({ plugins: [facts], rules: [timed] })
    const { id } = await aLeadIn(crm, somebody())
    const visit = () => logActivity(crm.crm, { actor: SYSTEM, activity: { leadId: id, type: 'page.pricing' } })
    const scoreOf = async () => (await crm.profile(id)).lead.score
    await visit()
    await crm.pass('PT2H')
    await visit()
    expect(await scoreOf()).toBe(19)
    await crm.pass('PT6H')
    expect((await lastDecision(crm, id)).rulesTrue).not.toContain('automation/gone-quiet')
    crm.clock.pass('PT0.001S')
    await crm.settle()
    expect((await lastDecision(crm, id)).fired.map(({ rule }) => rule)).toEqual(['automation/gone-quiet'])
    const { scores } = await lastDecision(crm, id)
    const { total, contributions = [] } = scores['scoring'] ?? {}
    expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBe(total)
    expect(total).toBe(13)
    await crm.pass('P2D')
    expect(await scoreOf()).toBe(0)
  })

  test('what activities say in their details is added up', async () => {
    const crm = await open({ plugins: [facts], rules: [timed] })
    const { id } = await aLeadIn(crm, somebody())
    const order = (amount: unknown) =>
      logActivity(crm.crm, { actor: SYSTEM, activity: { leadId: id, type: 'order', details: { total: { amount } } } })
    await order(60.5)
    await order('much')
    expect((await lastDecision(crm, id)).rulesTrue).not.toContain('automation/big-spender')
    await order(40)
    expect((await lastDecision(crm, id)).fired.map(({ rule }) => rule)).toEqual(['automation/big-spender'])
  })

  test('rules read the records around a lead: campaign, source, owner and workload, and what it was converted to', async () => {
    const leaf = (fact: string, path: string, value: unknown) => ({ fact, path, operator: 'equal', value })
    const around = {
      campaign: leaf('campaign', '$.code', 'spring'),
      source: leaf('source', '$.plugin', 'source-api'),
      owner: leaf('owner', '$.name', 'Sara'),
      workload: { fact: 'workload', operator: 'equal', value: 1 },
      opportunity: leaf('opportunity', '$.stage', 'demo'),
      account: leaf('account', '$.industry', 'steel'),
      contact: leaf('contact', '$.jobTitle', 'buyer'),
    }
    const folder = await folderOf({
      routing: { rules: [{ id: 'all', then: { queue: 'inbound', strategy: 'round-robin' } }] },
      automation: { rules: Object.entries(around).map(([id, each]) => notifying(id, { all: [each] })) },
    })
    const crm = await open({ rules: [folder] })
    await crm.addUser({ name: 'Sara' })
    const { records } = crm.crm.store
    await records.insert('campaign', [{ ...record('c-1'), name: 'Spring', code: 'spring' }])
    await records.insert('account', [{ ...record('a-1'), name: 'Steel', industry: 'steel' }])
    await records.insert('contact', [{ ...record('p-1'), name: 'Reza', jobTitle: 'buyer' }])
    const { id } = await aLeadIn(crm, somebody({ campaignId: 'c-1' }))
    const opportunity = {
      ...record('o-1'),
      name: 'Steel',
      pipeline: 'sales',
      stage: 'demo',
      leadId: id,
      accountId: 'a-1',
      contactId: 'p-1',
    }
    await records.insert('opportunity', [opportunity])
    await logActivity(crm.crm, { actor: SYSTEM, activity: { leadId: id, type: 'note' } })
    const { rulesTrue, problems } = await lastDecision(crm, id)
    expect(problems).toEqual([])
    expect(rulesTrue).toEqual(Object.keys(around).map((name) => `automation/${name}`))
  })

  test('nobody gets leads while a calendar says that they are away, and who waited is given out when they are back', async () => {
    const folder = await folderOf({
      routing: { rules: [{ id: 'all', then: { queue: 'inbound', strategy: 'round-robin' } }] },
      calendar: {
        timeZone: 'UTC',
        week: { monday: ['08:00-17:00'] },
        leave: [{ user: 'sara@example.com', from: '2026-01-05', to: '2026-01-06' }],
      },
    })
    const crm = await open({ rules: [folder], start: '2026-01-05T09:00:00Z' })
    const sara = await crm.addUser({ name: 'Sara' })
    const lead = await aLeadIn(crm, somebody())
    expect(lead.ownerId).toBeUndefined()
    expect((await lastDecision(crm, lead.id)).routing).toMatchObject({ leftOut: [{ userId: sara, reason: 'away' }] })
    expect(lead.nextChangeAt).toBe(Date.parse('2026-01-07T00:00:00Z'))
    await crm.pass('P1DT15H')
    expect((await crm.profile(lead.id)).lead.ownerId).toBe(sara)
  })
})
