import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { updateLead } from '../../core/operations/index.js'
import { addTestUser, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { rulesFolder } from '../core/intake/rules-folder.js'
import { aLeadIn, crmsOn, somebody } from '../core/operations/crms-of-suite.js'
import { eachDatabase } from '../support/databases.js'

const size = (id: string, from: number, points: number, group = 'fit') => ({
  id,
  conditions: { all: [{ fact: 'lead', path: '$.employees', operator: 'greaterThanInclusive', value: from }] },
  then: { group, points },
})
const scoring = {
  score: {
    ...{ min: 0, max: 100 },
    groups: [{ id: 'fit' }, { id: 'engagement' }],
    grades: [{ grade: 'hot', from: 70, until: 50 }, { grade: 'warm', from: 30 }, { grade: 'cold' }],
    matrix: {
      rows: { group: 'fit', bands: [{ band: 'A', from: 60 }, { band: 'B', from: 30 }, { band: 'C' }] },
      columns: { group: 'engagement', bands: [{ band: '1', from: 10 }, { band: '2' }] },
    },
  },
  rules: [
    ...[size('some', 10, 30), size('more', 50, 30), size('many', 100, 20)],
    {
      id: 'asks',
      conditions: { all: [{ fact: 'lead', path: '$.city', operator: 'equal', value: 'Qom' }] },
      then: { group: 'engagement', points: 10 },
    },
  ],
}
const graded = (grade: string) => ({ all: [{ fact: 'grade', operator: 'equal', value: grade }] })
const transition = {
  rules: [
    { id: 'forward', from: ['not-contacted', 'interested'], to: 'hot', conditions: graded('hot') },
    { id: 'back', from: ['hot'], to: 'interested', conditions: { all: [{ not: graded('hot') }] } },
  ],
}
const automation = {
  rules: [
    {
      id: 'hot',
      conditions: graded('hot'),
      then: [{ type: 'task.create', params: { subject: 'Call today', due: 'PT1H', priority: 'urgent' } }],
    },
    {
      id: 'warm',
      conditions: graded('warm'),
      then: [{ type: 'task.create', params: { subject: 'Write this week', due: 'P5D' } }],
    },
    {
      id: 'sales-ready',
      conditions: { all: [{ fact: 'score', path: '$.matrix', operator: 'in', value: ['A1', 'A2'] }] },
      then: [{ type: 'activity.log', params: { type: 'note', subject: 'Ready for sales' } }],
    },
  ],
}

eachDatabase((database) => {
  const open = crmsOn(database)
  const start = async () => {
    const crm = await open({ rules: [await rulesFolder({ scoring, transition, automation })] })
    await crm.addUser({ name: 'Rep' })
    return crm
  }

  test('gomato-3: the score moves a lead forward and back, and between the two bounds it does not flap', async () => {
    const crm = await start()
    const { id } = await aLeadIn(crm, somebody({ employees: 10 }))
    const after = async (employees: number) => {
      await updateLead(crm.crm, { actor: SYSTEM, id, changes: { employees } })
      await crm.settle()
      const { lead } = await crm.profile(id)
      return [lead.score, lead.grade, lead.status]
    }
    expect(await after(20)).toEqual([30, 'warm', 'not-contacted'])
    expect(await after(100)).toEqual([80, 'hot', 'hot'])
    expect(await after(50)).toEqual([60, 'hot', 'hot'])
    expect(await after(100)).toEqual([80, 'hot', 'hot'])
    expect(await after(10)).toEqual([30, 'warm', 'interested'])
    expect(await after(50)).toEqual([60, 'warm', 'interested'])
    const moves = (await crm.profile(id)).activities.filter(({ type }) => type === 'status.changed')
    expect(moves).toHaveLength(2)
  })

  test('roka-4: each grade has its own follow-up: what is to be done, by whom and how soon', async () => {
    const crm = await start()
    const hot = await aLeadIn(crm, somebody({ employees: 100 }))
    const warm = await aLeadIn(crm, somebody({ employees: 10 }))
    const cold = await aLeadIn(crm, somebody({ employees: 1 }))
    await crm.settle()
    const tasks = async (id: string) =>
      (await crm.profile(id)).tasks.map(({ subject, priority, dueAt }) => [subject, priority, dueAt])
    const at = crm.clock.now()
    expect(await tasks(hot.id)).toEqual([['Call today', 'urgent', at + 3_600_000]])
    expect(await tasks(warm.id)).toEqual([['Write this week', 'normal', at + 5 * 86_400_000]])
    expect(await tasks(cold.id)).toEqual([])
  })

  test('roka-4: the shipped rules call hot leads at once and warm ones within a day, and send nobody mail unasked', async () => {
    const crm = await open({})
    await crm.addUser({ name: 'Rep' })
    const warm = { authority: 'decision-maker', needLevel: 'defined' }
    const hot = { ...warm, employees: 499, timeline: 'now', phone: '+4930123456', message: 'Call me' }
    const ids: string[] = []
    for (const values of [hot, warm, {}]) ids.push((await aLeadIn(crm, somebody(values))).id)
    await crm.settle()
    const at = crm.clock.now()
    const seen = async () => {
      const profiles = await Promise.all(ids.map((id) => crm.profile(id)))
      return profiles.map(({ lead, tasks }) => [lead.grade, tasks.map(({ rule, priority, dueAt }) => [rule, priority, dueAt])])
    }
    expect(await seen()).toEqual([
      ['hot', []],
      ['warm', [['follow-up/warm', 'high', at + 86_400_000]]],
      ['cold', []],
    ])
    await crm.pass('PT5M')
    expect((await seen())[0]).toEqual(['hot', [['first-response/five-minutes', 'urgent', at + 600_000]]])
    expect(await crm.crm.store.records.count('enrolment', { where: { all: [] } })).toBe(0)
  })

  test('gomato-2: fit and engagement are two groups, and a rule reads the combined grade of both', async () => {
    const crm = await start()
    const matrixOf = async (values: object) => {
      const { id } = await aLeadIn(crm, somebody(values as Readonly<Record<string, unknown>>))
      await crm.settle()
      const { decisions, activities } = await crm.profile(id)
      const [score] = Object.values(decisions[0]?.decision.scores ?? {})
      return [score?.matrix, activities.some(({ subject }) => subject === 'Ready for sales')]
    }
    expect(await matrixOf({ employees: 60, city: 'Qom' })).toEqual(['A1', true])
    expect(await matrixOf({ employees: 60 })).toEqual(['A2', true])
    expect(await matrixOf({ employees: 10, city: 'Qom' })).toEqual(['B1', false])
    expect(await matrixOf({ employees: 1 })).toEqual(['C2', false])
  })

  describe('the leads page', () => {
    let web: ServedCrm
    beforeAll(async () => {
      web = await serveCrm({ database: await database.newConnection() })
    })
    afterAll(() => web.stop())

    test('roka-3: leads are filtered, sorted and coloured by grade', async () => {
      const { cookie } = await signIn(web, await addTestUser(web.crm))
      const at = web.crm.now()
      const lead = (id: string, score: number, grade: string) => ({
        ...{
          id,
          version: 1,
          createdAt: at,
          updatedAt: at,
          name: `Lead ${grade}`,
          source: 'api',
          status: 'not-contacted',
          score,
          grade,
        },
      })
      await web.crm.store.records.insert('lead', [lead('g-1', 10, 'cold'), lead('g-2', 90, 'hot'), lead('g-3', 50, 'warm')])
      const page = async (query: string) => (await web.fetch(`/leads${query}`, { headers: { cookie } })).text()
      const hot = await page('?grade=hot')
      expect(hot).toContain('Lead hot')
      expect(hot).not.toContain('Lead warm')
      const sorted = await page('?sort=score.desc')
      const places = ['Lead hot', 'Lead warm', 'Lead cold'].map((name) => sorted.indexOf(name))
      expect(places.every((place) => place >= 0)).toBe(true)
      expect(places).toEqual(places.toSorted((one, other) => one - other))
      const tones = [...sorted.matchAll(/<span class="badge bare (\w+)">(Hot|Warm|Cold)</g)].map(
        ([, tone, grade]) => `${grade}:${tone}`,
      )
      expect(new Set(tones).size).toBe(3)
      expect(new Set(tones.map((each) => each.split(':')[1])).size).toBe(3)
    })
  })
})
