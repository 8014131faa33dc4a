import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { Comparison } from '../../../core/model/conditions.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { answeredInMemory, countLeads, type LeadQuery, listLeads } from '../../../core/operations/index.js'
import { definePlugin } from '../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { aStoredLead, leadWhere } from '../../support/stored-records.js'
import { failureOf } from './crms-of-suite.js'

const NAMED: readonly Lead[] = [
  aStoredLead('a', {
    name: 'علي كريمي',
    company: 'پارس',
    email: 'Ali@Example.com',
    status: 'contacted',
    score: 70,
    grade: 'hot',
  }),
  aStoredLead('b', {
    name: 'Sara Karimi',
    company: 'Alborz',
    status: 'not-contacted',
    score: 70,
    grade: 'hot',
    firstResponseAt: 5,
  }),
  aStoredLead('c', { name: 'Reza', company: 'Kavir', status: 'lost', score: 90, grade: 'hot' }),
  aStoredLead('d', { name: 'Mina', phone: '+98 912 123 4567', status: 'not-contacted', score: 10 }),
]
/** Many share a score and some have none, so that the order is decided by more than the score. */
const CROWD = Array.from({ length: 230 }, (_, n) =>
  aStoredLead(`p-${String(n).padStart(3, '0')}`, { source: 'crowd', ...(n % 7 === 0 ? {} : { score: n % 3 }) }),
)

const cloudy = definePlugin({
  name: 'fact-moon-phase',
  facts: {
    moonPhase: {
      label: 'Moon phase',
      value: { type: 'integer' },
      load: () => {
        throw new Error('the sky is cloudy')
      },
    },
  },
})

eachDatabase((database) => {
  let opened: TestCrm
  beforeAll(async () => {
    opened = await openTestCrm({ connection: await database.newConnection(), plugins: [cloudy] })
    await opened.crm.store.records.insert('lead', [...NAMED, ...CROWD])
  })
  afterAll(() => opened.close())

  const list = (query: LeadQuery) => listLeads(opened.crm, { actor: SYSTEM, query })
  const found = async (query: LeadQuery) => {
    const ids = (await list({ limit: 200, ...query })).records.map(({ id }) => id).sort()
    expect(await countLeads(opened.crm, { actor: SYSTEM, filter: query })).toBe(ids.length)
    return ids
  }

  test('a filter finds what it says, and counting says how many', async () => {
    expect(await found({ where: leadWhere('grade', 'equal', 'hot') })).toEqual(['a', 'b', 'c'])
    expect(await found({ where: leadWhere('score', 'lessThan', 11), search: 'mina' })).toEqual(['d'])
  })

  test('a saved segment is what its file says, with the named conditions in it', async () => {
    expect(await found({ segment: 'hot-leads' })).toEqual(['a', 'b'])
    expect(await found({ segment: 'hot-leads', where: leadWhere('firstResponseAt', 'present', false) })).toEqual(['a'])
  })

  test('a condition can be used by its name', async () => {
    expect(await found({ where: { all: [{ condition: 'isUntouched' }] }, search: 'Karimi' })).toEqual([])
    expect(await found({ where: { not: { condition: 'isUntouched' } } })).toEqual(['b'])
  })

  test('what a decision left on the lead can be asked by the words of the rules', async () => {
    expect(await found({ where: { condition: 'isHot' } })).toEqual(['a', 'b', 'c'])
    expect(await found({ where: { not: { condition: 'isHot' } }, search: 'mina' })).toEqual(['d'])
    const score = (operator: string) => ({ fact: 'score', params: { model: 'lead-score' }, path: '$.total', operator, value: 70 })
    expect(await found({ where: { all: [score('greaterThan')] } })).toEqual(['c'])
    expect(await found({ where: { all: [score('not:greaterThan')] }, search: 'Karimi' })).toEqual(['b'])
  })

  test('dates are written as people write them, whoever answers', async () => {
    const { crm } = opened
    await crm.store.records.insert('lead', [
      aStoredLead('t-1', { source: 'dated', createdAt: Date.UTC(2025, 11, 31, 23, 59) }),
      aStoredLead('t-2', { source: 'dated', createdAt: Date.UTC(2026, 0, 1) }),
    ])
    const since = leadWhere('createdAt', 'greaterThanInclusive', '2026-01-01')
    const swapped = leadWhere('createdAt', 'swap:lessThanInclusive', '2026-01-01')
    const dated = leadWhere('source', 'equal', 'dated')
    expect(await found({ where: { all: [dated, since] } })).toEqual(['t-2'])
    expect(await found({ where: { all: [dated, swapped] } })).toEqual(['t-2'])
    expect(answeredInMemory(crm, { where: swapped })).toHaveLength(1)
    expect(answeredInMemory(crm, { where: since })).toEqual([])
    await expect(list({ where: leadWhere('createdAt', 'lessThan', '1405-01-01') })).rejects.toMatchObject({
      code: 'FILTER_INVALID',
    })
  })

  test.each([
    leadWhere('createdAt', 'someValue:in', ['۵', 0]),
    { all: [leadWhere('employees', 'someValue:in', [null, 'x']), leadWhere('name', 'includesText', 'nobody')] },
    { all: [leadWhere('name', 'includesText', 'mina'), leadWhere('employees', 'swap:in', 5)] },
  ])('a list that is none is refused, never thrown raw: %j', async (where) => {
    await expect(list({ where })).rejects.toMatchObject({ code: 'FILTER_INVALID', status: 400 })
    await expect(countLeads(opened.crm, { actor: SYSTEM, filter: { where } })).rejects.toMatchObject({ code: 'FILTER_INVALID' })
  })

  test('a span of time is measured when it is asked', async () => {
    const now = opened.crm.now()
    const HOUR = 3_600_000
    const seen = (id: string, firstResponseAt: number, nextContactAt?: number) =>
      aStoredLead(id, { source: 'seen', firstResponseAt, ...(nextContactAt === undefined ? {} : { nextContactAt }) })
    await opened.crm.store.records.insert('lead', [
      seen('s-1', now - HOUR),
      seen('s-2', now - 3 * HOUR, now - HOUR),
      aStoredLead('s-3', { source: 'seen' }),
    ])
    const elapsed = (operator: string, value: unknown, since = ['firstResponseAt']) =>
      found({
        where: {
          all: [
            { fact: 'lead', path: '$.source', operator: 'equal', value: 'seen' },
            { fact: 'elapsed', params: { since, unit: 'hours' }, operator, value },
          ],
        },
      })
    expect(await elapsed('greaterThanInclusive', 2)).toEqual(['s-2'])
    expect(await elapsed('lessThan', 2)).toEqual(['s-1'])
    expect(await elapsed('not:lessThan', 2)).toEqual(['s-2', 's-3'])
    expect(await elapsed('present', false)).toEqual(['s-3'])
    expect(await elapsed('lessThan', 2, ['nextContactAt', 'firstResponseAt'])).toEqual(['s-1', 's-2'])
    expect(
      await found({
        where: { all: [{ fact: 'lead', path: '$.firstResponseAt', operator: 'lessThan', value: { fact: 'now' } }] },
        search: '',
      }),
    ).toEqual(['b', 's-1', 's-2'])
  })

  test('what no field of the lead holds is asked of the leads that the database leaves', async () => {
    const { store, now } = opened.crm
    const DAY = 86_400_000
    const user = await opened.addUser({ name: 'Sara Ahmadi' })
    const own = (id: string, values: object) => aStoredLead(id, { source: 'own', ...values })
    const saw = (id: string, days: number) => ({
      ...{ id: `${id}-${days}`, version: 1, createdAt: now(), updatedAt: now() },
      ...{ leadId: id, type: 'call.inbound', at: now() - days * DAY },
    })
    await store.records.insert('lead', [
      own('o-1', { ownerId: user, city: 'Sara Ahmadi', createdAt: Date.UTC(2026, 8, 22, 20, 30) }),
      own('o-2', { ownerId: user, city: 'ŞARA', createdAt: Date.UTC(2026, 8, 22, 20, 29) }),
      own('o-3', { city: 'Sara', createdAt: Date.UTC(2026, 8, 25, 9) }),
    ])
    await store.records.insert('activity', [saw('o-1', 1), saw('o-1', 9), saw('o-3', 9)])
    const asked = async (...leaves: readonly Comparison[]) => {
      const filter = { where: { all: [{ fact: 'lead', path: '$.source', operator: 'equal', value: 'own' }, ...leaves] } }
      return [await found(filter), answeredInMemory(opened.crm, filter)] as const
    }
    const calls = (params: object) => ({
      fact: 'activityCount',
      params: { type: 'call.inbound', ...params },
      operator: 'equal',
      value: 1,
    })
    expect(await asked(calls({}))).toEqual([['o-3'], []])
    expect(await asked(calls({ withinDays: 7 }))).toEqual([['o-1'], []])
    const ownedBySara = { fact: 'owner', path: '$.name', operator: 'equal', value: 'Sara Ahmadi' }
    expect(await asked(ownedBySara)).toEqual([['o-1', 'o-2'], [ownedBySara]])
    const sides = { fact: 'lead', path: '$.city', operator: 'equal', value: { fact: 'owner', path: '$.name' } }
    expect(await asked(sides)).toEqual([['o-1'], [sides]])
    const reads = { fact: 'lead', path: '$.city', operator: 'includesText', value: 'SARA' }
    expect(await asked(reads)).toEqual([['o-1', 'o-2', 'o-3'], [reads]])
    const inMehr = { fact: 'jalali', params: { of: 'createdAt' }, path: '$.month', operator: 'equal', value: 7 }
    expect(await asked(inMehr)).toEqual([['o-3'], [inMehr]])
  })

  test('a score that is kept nowhere is refused by its name', async () => {
    const other = { fact: 'score', params: { model: 'other' }, path: '$.total', operator: 'greaterThan', value: 0 }
    expect(await failureOf(list({ where: { all: [other] } }))).toMatchObject({
      code: 'FILTER_NOT_SQL',
      message: expect.stringContaining('"other"'),
      field: 'where',
    })
  })

  test('a fact that cannot be loaded makes no list that looks complete', async () => {
    const where = { all: [{ fact: 'moonPhase', operator: 'equal', value: 1 }] }
    expect(await failureOf(list({ where }))).toMatchObject({
      code: 'FILTER_FACT_FAILED',
      message: expect.stringContaining('the sky is cloudy'),
    })
    expect(await found({ where: { all: [leadWhere('source', 'equal', 'nowhere'), ...where.all] } })).toEqual([])
  })

  test('a segment that nobody wrote is refused with the one that may be meant', async () => {
    expect(await failureOf(list({ segment: 'hot-lead' }))).toMatchObject({
      code: 'SEGMENT_UNKNOWN',
      message: expect.stringContaining('Did you mean "hot-leads"?'),
    })
    expect(await failureOf(list({ segment: 'constructor' }))).toMatchObject({ code: 'SEGMENT_UNKNOWN' })
    expect(await failureOf(list({ where: { condition: 'isCold' } }))).toMatchObject({ code: 'RULE_CONDITION_UNKNOWN' })
  })

  test('words are found whichever letters, digits or case they are written with', async () => {
    for (const search of ['علی', 'علي', 'كريمی', 'پارس علی', 'ALI@example']) expect(await found({ search })).toEqual(['a'])
    for (const search of ['karimi', 'KARIMI sara', 'alborz']) expect(await found({ search })).toEqual(['b'])
    expect(await found({ search: '۱۲۳ ۴۵۶۷' })).toEqual(['d'])
    expect(await found({ search: 'sara kavir' })).toEqual([])
  })

  test('signs that mean something to a database are only letters', async () => {
    for (const search of ['%', '_', "'", '"; drop table lead; --']) expect(await found({ search })).toEqual([])
  })

  test.each([
    ['score', 'desc'],
    ['score', 'asc'],
    ['createdAt', 'desc'],
  ] as const)('pages by %s %s reach the end without a gap or a double', async (field, direction) => {
    const where = leadWhere('source', 'equal', 'crowd')
    const seen: Lead[] = []
    let after: string | undefined
    do {
      const page = await list({ where, limit: 37, sort: { field, direction }, ...(after ? { after } : {}) })
      seen.push(...page.records)
      after = page.next
    } while (after)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(CROWD.length)
    expect(seen).toHaveLength(CROWD.length)
    const scores = seen.flatMap(({ score }) => score ?? [])
    if (field === 'score') expect(scores).toEqual(scores.toSorted((a, b) => (direction === 'asc' ? a - b : b - a)))
    if (field === 'score') expect(seen.slice(scores.length).every(({ score }) => score === undefined)).toBe(true)
  })

  test('a page holds at least one and at most two hundred, fifty without a word', async () => {
    const sizeOf = async (query: LeadQuery) => (await list(query)).records.length
    expect(await sizeOf({})).toBe(50)
    expect(await sizeOf({ limit: 0 })).toBe(1)
    expect(await sizeOf({ limit: -5 })).toBe(1)
    expect(await sizeOf({ limit: 2.9 })).toBe(2)
    expect(await sizeOf({ limit: Number.NaN })).toBe(1)
    expect(await sizeOf({ limit: 100_000 })).toBe(200)
  })

  test('a cursor of another order is refused', async () => {
    const { next = '' } = await list({ limit: 1, sort: { field: 'score', direction: 'asc' } })
    expect(await failureOf(list({ after: next, sort: { field: 'score', direction: 'desc' } }))).toMatchObject({
      code: 'FILTER_CURSOR_INVALID',
    })
  })
})
