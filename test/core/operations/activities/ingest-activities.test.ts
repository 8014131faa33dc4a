import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { ingestActivities } from '../../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'
import { eachDatabase } from '../../../support/databases.js'

eachDatabase((database) => {
  let opened: TestCrm
  beforeAll(async () => {
    opened = await openTestCrm({ connection: await database.newConnection() })
  })
  afterAll(() => opened?.close())

  const ingest = (rows: Parameters<typeof ingestActivities>[1]['rows'], unknown?: 'capture') =>
    ingestActivities(opened.crm, { actor: SYSTEM, rows, ...(unknown ? { unknown } : {}) })
  const statuses = async (...call: Parameters<typeof ingest>) => (await ingest(...call)).map(({ status }) => status)
  const lead = async (values: Record<string, unknown>) => {
    const [made] = await opened.capture('api', { values })
    if (!made) throw new Error('no lead')
    return made
  }
  const typesOf = async (id: string) => (await opened.profile(id)).activities.map(({ type }) => type)

  describe('a person is found', () => {
    test('by id, e-mail, phone as people write it, and the id of the other system', async () => {
      const { id } = await lead({ name: 'A', email: 'a@find.example', phone: '+989121110001', externalId: 'x-1' })
      const rows = [{ leadId: id }, { email: ' A@Find.example' }, { phone: '۰۹۱۲ ۱۱۱ ۰۰۰۱' }, { externalId: 'x-1' }]
      const results = await ingest(rows.map((row) => ({ ...row, type: 'purchase' })))
      expect(results.map((result) => ('leadId' in result ? result.leadId : result))).toEqual([id, id, id, id])
    })

    test('where a lead was merged, as the one it went into', async () => {
      const [from, into] = [await lead({ email: 'from@find.example' }), await lead({ email: 'into@find.example' })]
      const { store, now } = opened.crm
      const changes = { mergedIntoId: into.id }
      await store.records.update('lead', { id: from.id, expectedVersion: from.version, changes, now: now() })
      expect(await ingest([{ email: 'from@find.example', type: 'purchase' }])).toMatchObject([{ leadId: into.id }])
    })

    test('never by an id that names nobody, whoever else the row names', async () => {
      await lead({ email: 'b@find.example' })
      expect(await statuses([{ leadId: 'nobody', email: 'b@find.example', type: 'purchase' }])).toEqual(['refused'])
      expect(await statuses([{ accountId: 'nobody', type: 'purchase' }], 'capture')).toEqual(['refused'])
      expect(await ingest([{ type: 'purchase' }], 'capture')).toMatchObject([{ code: 'PERSON_UNKNOWN' }])
    })
  })

  test('one key twice in one call is one activity, and two calls at once add it once', async () => {
    const { id } = await lead({ email: 'once@find.example' })
    const row = { key: 'k', leadId: id, type: 'purchase' }
    expect(await statuses([row, row])).toEqual(['added', 'repeated'])
    const other = { key: 'race', leadId: id, type: 'meeting' }
    const both = await Promise.all([statuses([other]), statuses([other])])
    expect(both.flat()).toContain('added')
    expect((await typesOf(id)).filter((type) => type === 'meeting')).toHaveLength(1)
  })

  test('somebody unknown becomes one lead, however often and however many rows tell of them', async () => {
    const rows = ['one', 'two'].map((key) => ({ key, email: 'fresh@find.example', type: 'webinar.attended' }))
    expect(await statuses(rows, 'capture')).toEqual(['captured', 'captured'])
    await opened.settle()
    expect(await statuses(rows, 'capture')).toEqual(['repeated', 'repeated'])
    const { records } = await opened.crm.store.records.list('lead', { limit: 10, search: 'fresh@find.example' })
    expect(records).toHaveLength(1)
    expect((await typesOf(records[0]?.id ?? '')).filter((type) => type === 'webinar.attended')).toHaveLength(2)
  })

  test('more than a thousand at once are refused', async () => {
    const rows = Array.from({ length: 1_001 }, () => ({ type: 'note' }))
    await expect(ingest(rows)).rejects.toMatchObject({ code: 'ACTIVITIES_TOO_MANY' })
  })

  test('a thousand rows over a hundred leads are decided about once per lead', async () => {
    const leads = await Promise.all(Array.from({ length: 100 }, (_, n) => lead({ email: `many${n}@find.example` })))
    const rows = leads.flatMap(({ id }) => Array.from({ length: 10 }, () => ({ leadId: id, type: 'page.viewed' })))
    expect(new Set(await statuses(rows))).toEqual(new Set(['added']))
    const [first] = leads
    const after = await opened.profile(first?.id ?? '')
    expect(after.activities.filter(({ type }) => type === 'page.viewed')).toHaveLength(10)
    expect(after.decisions.filter(({ decision }) => decision.trigger === 'edit')).toHaveLength(1)
  })
})
