import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { Comparison } from '../../../core/model/conditions.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { countLeads, type LeadQuery, listLeads } from '../../../core/operations/index.js'
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

eachDatabase((database) => {
  let opened: TestCrm
  beforeAll(async () => {
    opened = await openTestCrm({ connection: await database.newConnection() })
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

  test('what no field of the lead holds is refused by its name', async () => {
    const asked = (leaf: Comparison) => failureOf(list({ where: { all: [leaf] } }))
    const calls = { fact: 'activityCount', params: { type: 'call.inbound' }, operator: 'greaterThan', value: 0 }
    const other = { fact: 'score', params: { model: 'other' }, path: '$.total', operator: 'greaterThan', value: 0 }
    const sides = { fact: 'lead', path: '$.city', operator: 'equal', value: { fact: 'owner', path: '$.name' } }
    for (const [leaf, fact] of [
      [calls, 'activityCount'],
      [other, 'score'],
      [sides, 'owner'],
    ] as const)
      expect(await asked(leaf)).toMatchObject({
        code: 'FILTER_NOT_SQL',
        message: expect.stringContaining(`"${fact}"`),
        field: 'where',
      })
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
