import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { runReport } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import type { StoredRecord } from '../../core/store/index.js'
import { openTestCrm, type TestCrm } from '../../core/testing/index.js'
import { eachDatabase } from '../support/databases.js'

const DATA = join(packageRoot(), '..', 'shared', 'data')
const isThere = existsSync(DATA)
if (!isThere) console.log('The real data is not here; the known answers of the reports are not checked.')

const START = '2018-01-15T12:00:00Z'
const NOW = Date.parse(START)
const stamps = (id: string) => ({ id, version: 1, createdAt: NOW, updatedAt: NOW })
const rowsOf = async (path: string): Promise<readonly Record<string, string>[]> =>
  parse(await readFile(join(DATA, path), 'utf8'), { columns: true, relax_column_count: true })
const money = (text: string) => ({ amount: Math.round(Number(text) * 100), currency: 'USD' })
const day = (text: string | undefined) => (text ? Date.parse(text) : undefined)
const filled = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as StoredRecord

describe.skipIf(!isThere)('known answers of real data', () => {
  eachDatabase((database) => {
    let sales: TestCrm
    const run = (type: string, params: Readonly<Record<string, unknown>> = {}) =>
      runReport(sales.crm, { actor: SYSTEM, type, params })
    beforeAll(async () => {
      sales = await openTestCrm({ connection: await database.newConnection(), start: START, config: { currency: 'USD' } })
      await insertSales(sales)
      await insertLeads(sales)
    }, 120_000)
    afterAll(() => sales.close())

    test('gomato-13: the sales cycle of won, lost and all closed opportunities has the known means', async () => {
      const { rows } = await run('sales-cycle')
      const meanOf = (outcome: string) => Number(rows.find((row) => row['outcome'] === outcome)?.['mean'])
      expect(rows.map(({ outcome, closed }) => [outcome, closed])).toEqual([
        ['won', 4238],
        ['lost', 2473],
        ['both', 6711],
      ])
      expect(meanOf('won')).toBeCloseTo(51.782, 3)
      expect(meanOf('lost')).toBeCloseTo(41.4792, 4)
      expect(meanOf('both')).toBeCloseTo(47.9854, 4)
    })

    test('mscrm-8, terms-6: won revenue, win rate and the best agent are the known ones', async () => {
      const { rows, totals, labels } = await run('revenue', { group: 'ownerId' })
      expect(totals).toEqual([
        {
          ...{ won: 4238, lost: 2473, closed: 6711, winRate: 4238 / 6711 },
          amount: { amount: 10_005_534_00, currency: 'USD' },
        },
      ])
      expect((4238 / 6711) * 100).toBeCloseTo(63.1501, 4)
      expect(rows[0]).toMatchObject({ won: 349, amount: { amount: 1_153_214_00 } })
      expect(labels['ownerId']?.[String(rows[0]?.['ownerId'])]).toBe('Darcel Schlecht')
      const regions = await run('revenue', { group: 'region' })
      expect(regions.rows.map(({ region, amount }) => [region, amount])).toEqual([
        ['West', { amount: 3_568_647_00, currency: 'USD' }],
        ['Central', { amount: 3_346_293_00, currency: 'USD' }],
        ['East', { amount: 3_090_594_00, currency: 'USD' }],
      ])
      const products = await run('revenue', { group: 'product' })
      expect(products.totals[0]).toMatchObject({ closed: 6711, amount: { amount: 10_005_534_00 } })
      expect((await run('revenue', { group: 'industry' })).totals[0]).toMatchObject({ won: 4238 })
      const quarters = await run('revenue', { group: 'none', by: 'quarter' })
      expect(quarters.totals[0]).toMatchObject({ closed: 6711, amount: { amount: 10_005_534_00 } })
      expect(quarters.rows.map(({ period }) => new Date(Number(period)).toISOString().slice(0, 10))).toEqual([
        '2017-01-01',
        '2017-04-01',
        '2017-07-01',
        '2017-10-01',
      ])
    })

    test('terms-6: the forecast says how far off it would have been', async () => {
      const { rows, notes } = await run('forecast')
      expect(rows.filter(({ actual }) => actual !== undefined)).toHaveLength(10)
      expect(rows.filter(({ low, high }) => low !== undefined && high !== undefined)).toHaveLength(4)
      expect(JSON.stringify(notes)).toMatch(/over the last 6 months the forecast would have been off by [\d.]+ %/)
    })

    test('roka-6, vtiger-16: leads convert by source as is known', async () => {
      const { rows, totals } = await run('lead-conversion', { where: { all: [ONLINE] } })
      const known = [
        ['google', 2873, 39.92],
        ['direct traffic', 2543, 32.17],
        ['olark chat', 1755, 25.53],
        ['organic search', 1154, 37.78],
        ['reference', 534, 91.76],
      ] as const
      for (const [source, leads, percent] of known) {
        const row = rows.find((each) => each['source'] === source)
        expect(row).toMatchObject({ leads })
        expect(Number(row?.['rate']) * 100).toBeCloseTo(percent, 2)
      }
      expect(totals).toMatchObject([{ leads: 9240, converted: 3561 }])
    })
  })
})

const ONLINE = { fact: 'lead', path: '$.externalId', operator: 'present', value: true }

async function insertSales({ crm }: TestCrm): Promise<void> {
  const { records } = crm.store
  const teams = await rowsOf('maven_crm/sales_teams.csv')
  const managers = [...new Set(teams.map((row) => row['manager'] ?? ''))]
  const person = (name: string) => ({ ...stamps(name), name, email: `${name.replaceAll(' ', '.')}@example.com`, role: 'rep' })
  await records.insert('user', [
    ...managers.map(person),
    ...teams.map((row) => ({
      ...person(row['sales_agent'] ?? ''),
      managerId: row['manager'],
      region: row['regional_office'],
    })),
  ])
  const accounts = await rowsOf('maven_crm/accounts.csv')
  await records.insert(
    'account',
    accounts.map((row) => filled({ ...stamps(row['account'] ?? ''), name: row['account'], industry: row['sector'] })),
  )
  const products = await rowsOf('maven_crm/products.csv')
  await records.insert(
    'product',
    products.map((row) => ({ ...stamps(row['product'] ?? ''), name: row['product'], price: money(row['sales_price'] ?? '0') })),
  )
  const deals = await rowsOf('maven_crm/sales_pipeline.csv')
  const outcomes: Readonly<Record<string, string>> = { Won: 'won', Lost: 'lost' }
  for (let at = 0; at < deals.length; at += 1_000) {
    const some = deals.slice(at, at + 1_000)
    await records.insert(
      'opportunity',
      some.map((row) =>
        filled({
          ...stamps(row['opportunity_id'] ?? ''),
          ...{ name: row['opportunity_id'], pipeline: 'sales', stage: row['deal_stage']?.toLowerCase() },
          ...{ outcome: outcomes[row['deal_stage'] ?? ''] ?? 'open', ownerId: row['sales_agent'], accountId: row['account'] },
          ...{ openedAt: day(row['engage_date']), closedAt: day(row['close_date']) },
          ...(row['close_value'] ? { amount: money(row['close_value']) } : {}),
        }),
      ),
    )
    await records.insert(
      'opportunityLine',
      some.map((row) =>
        filled({
          ...stamps(`line ${row['opportunity_id']}`),
          ...{ opportunityId: row['opportunity_id'], productId: row['product'] === 'GTXPro' ? 'GTX Pro' : row['product'] },
          ...{ quantity: 1, ...(row['close_value'] ? { price: money(row['close_value']) } : {}) },
        }),
      ),
    )
  }
}

async function insertLeads({ crm }: TestCrm): Promise<void> {
  const leads = await rowsOf('xeducation/Leads.csv')
  for (let at = 0; at < leads.length; at += 1_000)
    await crm.store.records.insert(
      'lead',
      leads.slice(at, at + 1_000).map((row) =>
        filled({
          ...stamps(row['Prospect ID'] ?? ''),
          ...{ externalId: row['Lead Number'], source: row['Lead Source']?.trim().toLowerCase() || 'unknown' },
          status: row['Converted'] === '1' ? 'converted' : 'not-contacted',
        }),
      ),
    )
}
