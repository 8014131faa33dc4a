import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { countLeads, runReport } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { sampleCsv } from '../../examples/education/generate-sample.js'
import { eachDatabase } from '../support/databases.js'
import { type OpenExample, openExample } from '../support/open-example.js'

const SAMPLE = join(packageRoot(), 'examples/education/sample.csv')
const REAL = join(packageRoot(), '../shared/data/xeducation/Leads.csv')
const hasReal = await access(REAL).then(
  () => true,
  () => false,
)

const NONE = { state: 'done', created: 0, updated: 0, unchanged: 0, failed: 0, reasons: [] }

const count = ({ crm }: OpenExample, segment?: string) =>
  countLeads(crm, { actor: SYSTEM, filter: segment === undefined ? {} : { segment } })

async function bySource({
  crm,
}: OpenExample): Promise<ReadonlyMap<unknown, { leads: unknown; converted: unknown; rate: unknown }>> {
  const { rows } = await runReport(crm, { actor: SYSTEM, type: 'lead-conversion' })
  return new Map(rows.map((row) => [row['source'], { leads: row['leads'], converted: row['converted'], rate: row['rate'] }]))
}

eachDatabase((database) =>
  describe('the sample of the education deployment', () => {
    let example: OpenExample
    beforeAll(async () => {
      example = await openExample('education', { database: await database.newConnection() })
    })
    afterAll(() => example.close())

    test('is what its generator writes', async () => {
      expect(await readFile(SAMPLE, 'utf8')).toBe(sampleCsv())
    })

    test('becomes a decided lead per row', async () => {
      expect(await example.import(SAMPLE, 'x-education')).toMatchObject({ ...NONE, rowsDone: 120, created: 120 })
      expect(await count(example)).toBe(120)
      expect(await example.crm.store.records.count('decision')).toBeGreaterThanOrEqual(120)
    })

    test('tells what the file says, counted by hand', async () => {
      const [header = '', ...rows] = sampleCsv().trimEnd().split('\r\n').map(plainCells)
      const column = (name: string) => header.indexOf(name)
      const visits = rows.filter((row) => Number(row[column('TotalVisits')] || 'NaN') > 5)
      expect(await count(example, 'engaged-visitors')).toBe(visits.length)
      const google = rows.filter((row) => row[column('Lead Source')]?.toLowerCase() === 'google')
      const won = google.filter((row) => row[column('Converted')] === '1')
      expect((await bySource(example)).get('google')).toMatchObject({ leads: google.length, converted: won.length })
    })

    test('adds nothing when it is imported again', async () => {
      expect(await example.import(SAMPLE, 'x-education')).toMatchObject({ ...NONE, rowsDone: 120, unchanged: 120 })
      expect(await count(example)).toBe(120)
    })

    test('makes nobody chase imported history', async () => {
      expect(await example.crm.store.records.count('task')).toBe(0)
    })
  }),
)

if (!hasReal) console.info('Skipped: the real lead list is not beside the repository (../shared/data/xeducation/Leads.csv).')

eachDatabase((database) =>
  describe.skipIf(!hasReal)('the real lead list', () => {
    let example: OpenExample
    beforeAll(async () => {
      example = await openExample('education', { database: await database.newConnection() })
    })
    afterAll(() => example?.close())

    test('comes in whole', { timeout: 300_000 }, async () => {
      expect(await example.import(REAL, 'x-education')).toMatchObject({ ...NONE, rowsDone: 9_240, created: 9_240 })
      expect(await count(example)).toBe(9_240)
      const unplaced = { all: [{ fact: 'lead', path: '$.queue', operator: 'present', value: false }] }
      expect(await example.crm.store.records.count('lead', { where: unplaced })).toBe(0)
    })

    test('gives the known answers', async () => {
      const rows = await bySource(example)
      const rateOf = (source: string) => Math.round(Number(rows.get(source)?.rate) * 10_000) / 100
      expect([...rows.values()].reduce((sum, { converted }) => sum + Number(converted), 0)).toBe(3_561)
      expect(
        ['google', 'direct traffic', 'olark chat', 'organic search', 'reference'].map((source) => [
          rows.get(source)?.leads,
          rateOf(source),
        ]),
      ).toEqual([
        [2_873, 39.92],
        [2_543, 32.17],
        [1_755, 25.53],
        [1_154, 37.78],
        [534, 91.76],
      ])
      expect(await count(example, 'engaged-visitors')).toBe(1_630)
      expect(await count(example, 'ready-professionals')).toBe(355)
      const won = { all: [{ fact: 'lead', path: '$.status', operator: 'equal', value: 'converted' }] }
      const wonIn = (segment: string) => countLeads(example.crm, { actor: SYSTEM, filter: { segment, where: won } })
      expect(await wonIn('engaged-visitors')).toBe(698)
      expect(await wonIn('ready-professionals')).toBe(342)
    })

    test('adds nothing when it is imported again', { timeout: 300_000 }, async () => {
      expect(await example.import(REAL, 'x-education')).toMatchObject({ ...NONE, rowsDone: 9_240, unchanged: 9_240 })
    })
  }),
)

/** Cells of a line of the sample, which has commas in quotes but no quotation mark inside. */
function plainCells(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => (quoted ?? plain ?? '').trim())
}
