import { afterEach, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { convertLead, mergeLeads, runReport } from '../../core/operations/index.js'
import type { StoredRecord } from '../../core/store/index.js'
import { openTestCrm, type TestCrm } from '../../core/testing/index.js'
import { eachDatabase } from '../support/databases.js'

const opened: TestCrm[] = []
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})

const MODELS = ['first', 'last', 'linear', 'position'] as const

eachDatabase((database) => {
  describe('attribution', () => {
    /** A customer who came by three ways over two leads that were merged, and a sale that nobody saw coming. */
    async function house(): Promise<TestCrm> {
      const crm = await openTestCrm({ connection: await database.newConnection(), config: { currency: 'USD' } })
      opened.push(crm)
      const come = async (email: string, utmSource: string, utmMedium: string) => {
        const touch = { utmSource, utmMedium, utmCampaign: 'spring' }
        const [lead] = await crm.capture('api', { values: { name: 'Sara Rad', company: 'Pars', email }, touch })
        await crm.pass('P1D')
        return lead?.id ?? ''
      }
      const masterId = await come('sara@example.com', 'google', 'cpc')
      await come('sara@example.com', 'newsletter', 'email')
      const otherId = await come('rad@example.com', 'linkedin', 'social')
      await mergeLeads(crm.crm, { actor: SYSTEM, masterId, otherId })
      await convertLead(crm.crm, { actor: SYSTEM, id: masterId })
      const lead = await crm.crm.store.records.get('lead', masterId)
      const closedAt = crm.crm.now()
      await crm.crm.store.records.update('opportunity', {
        ...{ id: String(lead?.['opportunityId']), now: closedAt, expectedVersion: 1 },
        changes: { outcome: 'won', closedAt, amount: { amount: 10_001, currency: 'USD' } },
      })
      await crm.pass('P1D')
      await come('sara@example.com', 'late', 'cpc')
      await crm.crm.store.records.insert('opportunity', [won('unseen', { amount: 777, currency: 'USD' }, closedAt)])
      await crm.crm.store.records.insert('opportunity', [won('abroad', { amount: 50, currency: 'EUR' }, closedAt)])
      return crm
    }
    const won = (id: string, amount: { amount: number; currency: string }, at: number): StoredRecord => ({
      ...{ id, version: 1, createdAt: at, updatedAt: at, name: id, pipeline: 'sales', stage: 'won' },
      ...{ outcome: 'won', kind: 'new-business', closedAt: at, amount },
    })
    const usd = (amount: number) => ({ amount, currency: 'USD' })

    test('terms-4: touches follow through conversion and merge, and what is attributed is what was won', async () => {
      const { crm } = await house()
      const expected: Readonly<Record<(typeof MODELS)[number], Readonly<Record<string, number>>>> = {
        first: { google: 10_001 },
        last: { linkedin: 10_001 },
        linear: { google: 3_334, newsletter: 3_334, linkedin: 3_333 },
        position: { google: 4_000, newsletter: 2_000, linkedin: 4_001 },
      }
      for (const model of MODELS) {
        const report = await runReport(crm, { actor: SYSTEM, type: `attribution-${model}` })
        const amounts = Object.fromEntries(
          report.rows.flatMap(({ source, amount }) =>
            (amount as { currency: string }).currency === 'USD' ? [[String(source), (amount as { amount: number }).amount]] : [],
          ),
        )
        const { '(unknown)': unknown, ...known } = amounts
        expect(unknown).toBe(777)
        expect(Object.values(known).reduce((sum, part) => sum + part, 0)).toBe(10_001)
        for (const [source, amount] of Object.entries(expected[model]))
          expect(Math.abs((known[source] ?? 0) - amount), `${model} ${source}`).toBeLessThanOrEqual(1)
        expect(known).not.toHaveProperty('late')
        expect(report.totals).toContainEqual({ amount: usd(10_778) })
        expect(report.notes).toContainEqual({
          en: 'Check: attributed $107.78 = won $107.78.',
          fa: expect.stringContaining('بررسی: نسبت‌داده‌شده'),
        })
      }
    })

    test('terms-4: sales are told apart by medium, campaign and month, and an unseen sale is the row unknown', async () => {
      const { crm } = await house()
      const run = (params: Readonly<Record<string, unknown>>) =>
        runReport(crm, { actor: SYSTEM, type: 'attribution-linear', params })
      const media = await run({ group: 'medium' })
      expect(media.rows.map(({ medium }) => medium)).toEqual(expect.arrayContaining(['cpc', 'email', 'social', '(unknown)']))
      const campaigns = await run({ group: 'campaign' })
      expect(campaigns.rows).toContainEqual({ campaign: 'spring', sales: 1, amount: usd(10_001) })
      const monthly = await run({ group: 'campaign', by: 'month' })
      expect(monthly.rows[0]).toMatchObject({ period: expect.any(Number), campaign: 'spring' })
      expect(monthly.notes).toEqual(campaigns.notes)
    })
  })
})
