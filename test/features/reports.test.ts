import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { listSchedules, runReport, scheduleReport } from '../../core/operations/index.js'
import type { StoredRecord } from '../../core/store/index.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../core/testing/open-test-crm.js'
import { addTestUser, form, type ServedCrm, serveCrm, signIn } from '../core/http/served-crm.js'
import { eachDatabase } from '../support/databases.js'

const at = (text: string): number => Date.parse(text)
const MINUTE = 60_000
const DAY = 86_400_000

type Values = Readonly<Record<string, unknown>>
/** What an address of the API answers, as far as these tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Answer = any
let made = 0
const record = (values: Values): StoredRecord => {
  made += 1
  const createdAt = Number(values['createdAt'] ?? at('2026-04-10T08:00:00Z'))
  return { id: `r-${made}`, version: 1, updatedAt: createdAt, ...values, createdAt } as StoredRecord
}
const leadOf = (values: Values): StoredRecord => record({ source: 'ads', status: 'not-contacted', ...values })
const moveOf = (values: Values): StoredRecord =>
  record({ entity: 'lead', lifecycle: 'lead', at: at('2026-04-20T08:00:00Z'), ...values })
const usd = (amount: number) => ({ amount: amount * 100, currency: 'USD' })

eachDatabase((database) => {
  describe('reports over one small house', () => {
    let served: ServedCrm
    let cookie: string
    let csrf: string
    const run = (type: string, params: Values = {}) => runReport(served.crm, { actor: SYSTEM, type, params })
    const api = async (path: string) => {
      const answer = await served.fetch(path, { headers: { cookie } })
      return { status: answer.status, body: (await answer.json()) as Answer }
    }
    const page = async (path: string, language = 'en') => {
      const answer = await served.fetch(path, { headers: { cookie: `${cookie}; lang=${language}` } })
      return { status: answer.status, html: await answer.text() }
    }
    const reportOf = async (type: string, params: Values = {}) =>
      (await api(`/api/reports/${type}?params=${encodeURIComponent(JSON.stringify(params))}`)).body

    beforeAll(async () => {
      served = await serveCrm({ database: await database.newConnection(), config: { timeZone: 'Asia/Tehran', currency: 'USD' } })
      ;({ cookie, csrf } = await signIn(served, await addTestUser(served.crm)))
      await fill(served)
    })
    afterAll(() => served.stop())

    test('roka-6: leads convert by period, source and owner, and the follow-up report tells who was never touched', async () => {
      const { rows, totals } = await reportOf('lead-conversion', { group: 'source' })
      expect(rows).toEqual([
        { source: 'ads', leads: 3, open: 1, converted: 1, lost: 1, rate: 1 / 3 },
        { source: 'fair', leads: 2, open: 1, converted: 1, lost: 0, rate: 0.5 },
      ])
      expect(totals).toEqual([{ leads: 5, open: 2, converted: 2, lost: 1, rate: 0.4 }])
      const monthly = await run('lead-conversion', { group: 'none', by: 'month' })
      expect(monthly.rows.map(({ period, leads }) => [new Date(Number(period)).toISOString(), leads])).toEqual([
        ['2026-03-31T20:30:00.000Z', 4],
        ['2026-04-30T20:30:00.000Z', 1],
      ])
      const followed = await run('follow-up', { group: 'source' })
      expect(followed.rows).toEqual([
        { source: 'ads', open: 1, touched: 0, neverTouched: 1, overdueAnswers: 1, overdueTasks: 1, touchedShare: 0 },
        { source: 'fair', open: 1, touched: 1, neverTouched: 0, overdueAnswers: 0, overdueTasks: 0, touchedShare: 1 },
      ])
      const { html } = await page('/reports/lead-conversion')
      expect(html).toContain('href="/leads?source=ads"')
      expect(html).toContain('<tfoot>')
    })

    test('roka-6: periods are those of the reader: Jalali months in Persian, named and at their own boundaries', async () => {
      const jalali = await runReport(served.crm, {
        ...{ actor: SYSTEM, type: 'lead-conversion', params: { group: 'none', by: 'month' }, calendar: 'jalali' },
      })
      expect(jalali.rows.map(({ period, leads }) => [new Date(Number(period)).toISOString(), leads])).toEqual([
        ['2026-03-20T20:30:00.000Z', 4],
        ['2026-04-20T20:30:00.000Z', 1],
      ])
      const { html } = await page('/reports/lead-conversion?group=none&by=month', 'fa')
      expect(html).toContain('فروردین ۱۴۰۵')
      expect(html).toContain('اردیبهشت ۱۴۰۵')
      const csv = await page('/reports/lead-conversion?group=none&by=month&format=csv', 'fa')
      expect(csv.html).toContain('فروردین ۱۴۰۵,4,')
    })

    test('vtiger-16: a source is judged by volume, quality, conversion, revenue and cost', async () => {
      const { rows } = await run('source-performance', { enough: 2, goodRate: 0.4 })
      expect(rows).toEqual([
        {
          ...{ source: 'ads', leads: 3, goodShare: 1 / 3, meanScore: 40, converted: 1, rate: 1 / 3 },
          ...{ won: usd(100), cost: usd(300), costPerLead: usd(100), verdict: 'change' },
        },
        {
          ...{ source: 'fair', leads: 2, goodShare: 0.5, converted: 1, rate: 0.5, meanScore: 60 },
          won: usd(500),
          verdict: 'grow',
        },
      ])
      expect((await run('source-performance')).rows.map(({ verdict }) => verdict)).toEqual(['too-little', 'too-little'])
      expect((await page('/reports/source-performance', 'fa')).html).toContain('برای داوری کم است')
    })

    test('terms-7: a cohort is followed through the statuses, and each lead counts once however often it went to and fro', async () => {
      const { rows } = await reportOf('funnel-by-status', { from: '2026-04-01', to: '2026-04-30' })
      const step = (status: string) => rows.find((row: Values) => row['status'] === status)
      expect(step('not-contacted')).toMatchObject({ reached: 4, leads: 1 })
      expect(step('contacted')).toMatchObject({ reached: 3, leads: 0, lost: 1 })
      expect(step('interested')).toMatchObject({ reached: 2, leads: 0 })
      expect(step('converted')).toMatchObject({ reached: 2, leads: 2, reachedShare: 0.5 })
      const stages = (await run('funnel-by-stage')).rows
      expect(stages.filter(({ reached }) => Number(reached) > 0).map(({ stage }) => stage)).toContain('won')
    })

    test('roka-2: what was expected of a status stands beside what really came of it', async () => {
      const { rows } = await reportOf('expected-by-status')
      expect(rows.find((row: Values) => row['status'] === 'contacted')).toEqual({
        ...{ status: 'contacted', decided: 3, won: 2, expectedRate: 0.1, actualRate: 2 / 3, difference: (2 / 3 - 0.1) * 100 },
      })
      const first = await run('expected-by-stage')
      expect(first.rows.every(({ expectedRate }) => typeof expectedRate === 'number')).toBe(true)
    })

    test('terms-5: calls and meetings are counted per person, type and outcome, with their duration', async () => {
      const { rows } = await reportOf('activity', { outcomes: true })
      expect(rows).toEqual([
        { userId: 'u-sara', type: 'call.outbound', outcome: 'answered', activities: 2, records: 2, minutes: 5, meanMinutes: 2.5 },
        { userId: 'u-sara', type: 'call.outbound', outcome: 'busy', activities: 1, records: 1 },
        { userId: 'u-sara', type: 'meeting', activities: 1, records: 1, minutes: 30, meanMinutes: 30 },
      ])
      const { html } = await page('/reports/activity')
      expect(html).toContain('Outgoing call')
      expect(html).toContain('Sara')
    })

    test('gomato-6: response time is told as median and p90, with the share that waited too long', async () => {
      const { rows, totals } = await run('response-time', { group: 'none', withinMinutes: 5 })
      expect(rows).toEqual([
        {
          leads: 5,
          answered: 4,
          p50: 4,
          p90: expect.closeTo(14.8, 9),
          mean: 6.75,
          late: 2,
          lateShare: 0.4,
          breached: 1,
          breachedShare: 0.2,
        },
      ])
      expect(totals).toEqual([])
      const grouped = await run('response-time', {
        group: 'source',
        where: { all: [{ fact: 'lead', path: '$.source', operator: 'equal', value: 'fair' }] },
      })
      expect(grouped.rows).toMatchObject([{ source: 'fair', leads: 2, p50: 2.5, late: 0 }])
    })

    test('gomato-13: the cycle is told for the leads of each grade, and so is the time in every status', async () => {
      const { rows } = await run('sales-cycle', { group: 'grade' })
      expect(rows.filter(({ outcome }) => outcome === 'won')).toEqual(
        [
          { grade: 'cold', outcome: 'won', closed: 1, mean: 10, p50: 10, p90: 10 },
          { grade: 'hot', outcome: 'won', closed: 1, mean: 20, p50: 20, p90: 20 },
          { outcome: 'won', closed: 0, mean: 0, p50: 0, p90: 0 },
        ].slice(0, 2),
      )
      const times = await run('time-in-status')
      expect(times.rows.find(({ from }) => from === 'contacted')).toMatchObject({ moves: 3, p50: 2, mean: 2 })
    })

    test('mscrm-8: lost revenue stands with its reasons, and the time to buy as a distribution', async () => {
      const lost = await reportOf('lost-opportunities')
      expect(lost.rows).toEqual([
        { reason: 'too-expensive', lost: 2, share: 2 / 3, amount: usd(70) },
        { reason: 'competitor', lost: 1, share: 1 / 3, amount: { amount: 5_000, currency: 'EUR' } },
      ])
      expect(lost.totals).toEqual([{ lost: 3, amount: usd(70) }, { amount: { amount: 5_000, currency: 'EUR' } }])
      expect((await run('lost-leads')).rows).toEqual([{ reason: 'no-budget', status: 'not-interested', leads: 1, share: 1 }])
      const { rows } = await run('time-to-purchase', { group: 'grade' })
      expect(rows.map(({ grade, bought, week, month, p50 }) => [grade, bought, week, month, p50]).sort()).toEqual([
        ['cold', 1, 0, 1, 10],
        ['hot', 1, 1, 0, 5],
      ])
      const segments = await run('time-to-purchase')
      expect(segments.rows.at(-1)).toMatchObject({ segment: 'all-leads', bought: 2, p50: 7.5 })
    })

    test('scores are set against what really became of each band', async () => {
      const { rows } = await run('score-calibration', { width: 50 })
      expect(rows).toEqual([
        { band: '0 … 49', leads: 3, meanScore: 26.666666666666668, converted: 1, rate: 1 / 3, lift: 1 / 3 / 0.4 },
        { band: '50+', leads: 2, meanScore: 80, converted: 1, rate: 0.5, lift: 1.25 },
      ])
    })

    test('a merged lead is in no report, and a filter or segment that is wrong is answered at its place', async () => {
      expect((await run('lead-conversion', { group: 'none' })).rows).toMatchObject([{ leads: 5 }])
      for (const query of [
        'where=nonsense',
        'where=%7B%22all%22%3A%5B%5D%7D',
        'segment=nowhere',
        'from=yesterday',
        'by=decade',
        'from=2026-05-02&to=2026-05-01',
      ]) {
        const { status, html } = await page(`/reports/lead-conversion?${query}`)
        expect(status, query).toBe(422)
        expect(html).toContain('aria-invalid="true"')
      }
      const { status, body } = await api('/api/reports/lead-conversion?params=%7B%22by%22%3A%22decade%22%7D')
      expect([status, body.error?.code ?? body.code]).toEqual([422, 'REPORT_PARAMS_INVALID'])
    })

    test('every report has a page with its form in both languages', async () => {
      const { html } = await page('/reports')
      for (const [type] of served.crm.registry.reportTypes) {
        expect(html).toContain(`href="/reports/${type}"`)
        for (const language of ['en', 'fa']) expect((await page(`/reports/${type}`, language)).status, type).toBe(200)
      }
      expect(html).toContain('Quality of the process')
    })

    test('vtiger-13: a report is scheduled at its page, paused, resumed and removed', async () => {
      const send = (path: string, values: Readonly<Record<string, string>>) =>
        served.fetch(path, { ...form({ _csrf: csrf, ...values }), headers: { cookie, origin: new URL(served.url).origin } })
      const filled = {
        report: 'revenue',
        every: 'month',
        timeOfDay: '08:00',
        recipients: 'boss@example.com',
        'param.period': 'last-month',
      }
      expect((await send('/reports/schedules', { ...filled, timeOfDay: '25:00' })).status).toBe(422)
      expect((await send('/reports/schedules', { ...filled, recipients: 'nobody' })).status).toBe(422)
      expect((await send('/reports/schedules', { ...filled, 'param.period': 'some-day' })).status).toBe(422)
      expect((await send('/reports/schedules', filled)).status).toBe(303)
      const { schedules } = (await api('/api/report-schedules')).body
      expect(schedules).toMatchObject([{ report: 'revenue', params: { period: 'last-month' }, recipients: ['boss@example.com'] }])
      const [{ id }] = schedules
      expect((await page('/reports/schedules', 'fa')).html).toContain('boss@example.com')
      await send(`/reports/schedules/${id}`, { do: 'pause' })
      expect((await api('/api/report-schedules')).body.schedules[0]).toMatchObject({ active: false })
      await send(`/reports/schedules/${id}`, { do: 'resume' })
      expect((await api('/api/report-schedules')).body.schedules[0].nextAt).toMatch(/T04:30:00/)
      await send(`/reports/schedules/${id}`, { do: 'remove' })
      expect((await api('/api/report-schedules')).body.schedules).toEqual([])
    })
  })

  test('terms-6: too little history gets a plain word instead of an interval', async () => {
    const { crm, close } = await openTestCrm({ connection: await database.newConnection(), start: '2026-05-20T08:00:00Z' })
    const sale = { name: 'A', pipeline: 'sales', stage: 'won', outcome: 'won', amount: usd(100) }
    const open = { name: 'B', pipeline: 'sales', stage: 'open', outcome: 'open', amount: usd(80), probability: 0.25 }
    await crm.store.records.insert('opportunity', [
      record({ ...sale, closedAt: at('2026-02-10T08:00:00Z') }),
      record({ ...sale, closedAt: at('2026-03-10T08:00:00Z') }),
      record({ ...sale, closedAt: at('2026-04-10T08:00:00Z') }),
      record({ ...open, expectedCloseDate: '2026-06-30' }),
    ])
    const { rows, notes } = await runReport(crm, { actor: SYSTEM, type: 'forecast', params: { months: 1 } })
    expect(rows.map(({ actual, forecast, weighted }) => [actual, forecast, weighted])).toEqual([
      [usd(100), undefined, undefined],
      [usd(100), undefined, undefined],
      [usd(100), undefined, undefined],
      [undefined, usd(100), usd(0)],
      [undefined, usd(100), usd(20)],
    ])
    expect(rows.every(({ low }) => low === undefined)).toBe(true)
    expect(JSON.stringify(notes)).toContain('too little history')
    await close()
  })

  describe('reports by mail', () => {
    let opened: TestCrm
    const open = async (options: TestCrmOptions) => {
      opened = await openTestCrm({ connection: await database.newConnection(), ...options })
    }
    afterEach(() => opened.close())
    const mails = async () => {
      const folder = join(opened.crm.settings.dataFolder, 'mail')
      const names = await readdir(folder).catch(() => [])
      const read = await Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))))
      return read.sort((one, other) => ((one.to?.[0]?.address ?? '') < (other.to?.[0]?.address ?? '') ? -1 : 1))
    }
    const values = {
      report: 'lead-conversion',
      every: 'month',
      timeOfDay: '08:00',
      recipients: ['boss@example.com', 'sara@example.com'],
    }

    test('vtiger-13: a report comes at its local minute of the first day of the Jalali month, to each in their language', async () => {
      await open({ start: '2026-04-20T04:29:00Z', config: { timeZone: 'Asia/Tehran', calendar: 'jalali', language: 'fa' } })
      await opened.crm.store.records.insert('user', [
        record({ name: 'Sara', email: 'sara@example.com', language: 'en', calendar: 'gregorian', role: 'manager' }),
      ])
      await opened.crm.store.records.insert('lead', [leadOf({ source: '<b>ads</b>' })])
      const schedule = await scheduleReport(opened.crm, { actor: SYSTEM, values })
      expect(new Date(schedule.nextAt ?? 0).toISOString()).toBe('2026-04-21T04:30:00.000Z')
      await opened.pass('P1D')
      expect(await mails()).toEqual([])
      await opened.pass('PT1M')
      const [boss, sara] = await mails()
      expect(boss?.subject).toBe('تبدیل سرنخ – ۱ اردیبهشت ۱۴۰۵')
      expect(boss?.html).toContain('dir="rtl"')
      expect(boss?.html).toContain('&lt;b&gt;ads&lt;/b&gt;')
      expect(sara?.subject).toBe('Lead conversion – Apr 21, 2026')
      expect(sara?.text).toContain('Source: <b>ads</b> | Leads: 1')
      const [file] = sara?.attachments ?? []
      expect(file).toMatchObject({ filename: 'lead-conversion.csv', mimeType: 'text/csv' })
      expect(new TextDecoder().decode(file?.content as ArrayBuffer)).toContain('Source,Leads,Open,Converted,Lost,Rate')
      const [after] = await listSchedules(opened.crm, { actor: SYSTEM })
      expect(new Date(after?.nextAt ?? 0).toISOString()).toBe('2026-05-22T04:30:00.000Z')
      expect(after).toMatchObject({ lastAt: at('2026-04-21T04:30:00Z') })
      await opened.pass('PT1H')
      expect(await mails()).toHaveLength(2)
    })

    test('vtiger-13: a mail server that is down is shown and tried again, and the schedule goes on', async () => {
      await open({
        start: '2026-03-31T07:00:00Z',
        config: {
          plugins: ['built-in', { use: 'action-send-mail', options: { capture: false, host: '127.0.0.1', port: 1 } }],
          allowHosts: ['127.0.0.1'],
        },
      })
      await scheduleReport(opened.crm, { actor: SYSTEM, values: { ...values, every: 'day' } })
      await opened.pass('PT1H')
      const now = async () => (await listSchedules(opened.crm, { actor: SYSTEM }))[0]
      expect(await now()).toMatchObject({
        attempts: 1,
        problem: expect.stringContaining('127.0.0.1'),
        nextAt: at('2026-03-31T08:01:00Z'),
      })
      await opened.pass('PT1M')
      expect(await now()).toMatchObject({ attempts: 2 })
      for (const pause of ['PT5M', 'PT30M', 'PT2H', 'PT6H']) await opened.pass(pause)
      expect(await now()).toMatchObject({ nextAt: at('2026-04-01T08:00:00Z'), problem: expect.stringContaining('127.0.0.1') })
      expect(await now()).not.toHaveProperty('attempts')
    })
  })
})

async function fill({ crm }: ServedCrm): Promise<void> {
  const { records } = crm.store
  const first = at('2026-04-10T08:00:00Z')
  await records.insert('user', [
    { ...record({ name: 'Sara', email: 'sara@example.com', role: 'rep', region: 'North' }), id: 'u-sara' },
  ])
  const owned = { ownerId: 'u-sara' }
  await records.insert('lead', [
    {
      ...leadOf({
        ...owned,
        grade: 'hot',
        score: 80,
        status: 'converted',
        convertedAt: first + 5 * DAY,
        firstResponseAt: first + 3 * MINUTE,
      }),
      id: 'l-1',
    },
    {
      ...leadOf({
        ...owned,
        grade: 'cold',
        score: 40,
        source: 'fair',
        status: 'converted',
        convertedAt: first + 10 * DAY,
        firstResponseAt: first + 0 * MINUTE,
      }),
      id: 'l-2',
    },
    {
      ...leadOf({
        ...owned,
        grade: 'cold',
        score: 20,
        status: 'not-interested',
        statusReason: 'no-budget',
        statusSince: first,
        firstResponseAt: first + 19 * MINUTE,
      }),
      id: 'l-3',
    },
    { ...leadOf({ grade: 'cold', score: 20, responseDueAt: first + 5 * MINUTE, slaBreachedAt: first + 5 * MINUTE }), id: 'l-4' },
    {
      ...leadOf({
        createdAt: at('2026-05-05T08:00:00Z'),
        source: 'fair',
        grade: 'warm',
        score: 80,
        firstResponseAt: at('2026-05-05T08:05:00Z'),
      }),
      id: 'l-5',
    },
    leadOf({ mergedIntoId: 'l-1' }),
  ])
  await records.insert('task', [record({ subject: 'Call', leadId: 'l-4', dueAt: first })])
  const seconds = (2 * DAY) / 1_000
  await records.insert('statusChange', [
    ...['l-1', 'l-2', 'l-3'].map((recordId) => moveOf({ recordId, from: 'not-contacted', to: 'contacted', seconds })),
    moveOf({ recordId: 'l-1', from: 'contacted', to: 'interested', seconds }),
    moveOf({ recordId: 'l-2', from: 'contacted', to: 'interested', seconds }),
    moveOf({ recordId: 'l-3', from: 'contacted', to: 'not-interested', seconds }),
    moveOf({ recordId: 'l-1', from: 'interested', to: 'not-contacted', seconds }),
    moveOf({ recordId: 'l-1', from: 'not-contacted', to: 'interested', seconds }),
    moveOf({ recordId: 'l-1', from: 'interested', to: 'converted', seconds }),
    moveOf({ recordId: 'l-2', from: 'interested', to: 'converted', seconds }),
  ])
  const call = { userId: 'u-sara', type: 'call.outbound', at: first }
  await records.insert('activity', [
    record({ ...call, leadId: 'l-1', outcome: 'answered', durationSeconds: 60 }),
    record({ ...call, leadId: 'l-2', outcome: 'answered', durationSeconds: 240 }),
    record({ ...call, leadId: 'l-2', outcome: 'busy' }),
    record({ ...call, leadId: 'l-1', type: 'meeting', durationSeconds: 1_800 }),
    record({ leadId: 'l-1', type: 'form.submitted', at: first }),
  ])
  const sale = { pipeline: 'sales', stage: 'won', outcome: 'won', openedAt: first }
  const lost = { ...sale, stage: 'lost', outcome: 'lost', closedAt: first + DAY }
  await records.insert('opportunity', [
    record({ ...sale, name: 'A', leadId: 'l-1', amount: usd(100), closedAt: first + 20 * DAY }),
    record({ ...sale, name: 'B', leadId: 'l-2', amount: usd(500), closedAt: first + 10 * DAY }),
    record({ ...lost, name: 'C', stageReason: 'too-expensive', amount: usd(30) }),
    record({ ...lost, name: 'D', stageReason: 'too-expensive', amount: usd(40) }),
    record({ ...lost, name: 'E', stageReason: 'competitor', amount: { amount: 5_000, currency: 'EUR' } }),
  ])
  await records.insert('campaign', [record({ name: 'Spring', source: 'ads', cost: usd(300), startsOn: '2026-04-01' })])
}
