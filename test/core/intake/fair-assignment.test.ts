import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from '../../../core/intake/capture.js'
import { decideWaiting } from '../../../core/intake/intake-work.js'
import { packageRoot } from '../../../core/package-root.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'

const REPS = ['Anna', 'Behrouz', 'Carla', 'Dariush', 'Elham', 'Farid', 'Golnaz']
const PER_NODE = 120
const STRATEGIES = ['round-robin', 'least-busy', 'weighted']

let rules: string

beforeAll(async () => {
  rules = await mkdtemp(join(tmpdir(), 'sarnakh-fair-'))
  for (const strategy of STRATEGIES) {
    await cp(join(packageRoot(), 'rules'), join(rules, strategy), { recursive: true })
    const routing = {
      apiVersion: 'sarnakh/v1',
      kind: 'routing',
      id: 'inbound',
      title: { en: 'All in one queue' },
      entity: 'lead',
      hitPolicy: 'first',
      complete: true,
      table: {
        inputs: [{ id: 'grade', fact: 'grade', type: 'string' }],
        rows: [{ id: 'rest', title: { en: 'All' }, grade: '-', then: { queue: 'inbound', strategy } }],
      },
    }
    await writeFile(join(rules, strategy, 'routing', 'inbound.routing.json'), JSON.stringify(routing))
    await rm(join(rules, strategy, 'routing', 'inbound.cases.json'), { force: true })
  }
})

afterAll(() => rm(rules, { recursive: true, force: true }))

eachDatabase((database) => {
  for (const strategy of STRATEGIES) {
    test(`two nodes at work on one database give everybody the same share by ${strategy}, and each lead one owner`, async () => {
      const connection = await database.newConnection()
      const first = await openTestCrm({ connection, rules: [join(rules, strategy)] })
      for (const name of REPS) await first.addUser({ name })
      const second = await openTestCrm({ connection, rules: [join(rules, strategy)], idPrefix: '01910000' })
      try {
        await Promise.all([work(first, 'a'), work(second, 'b')])
        const { records } = await first.crm.store.records.list('lead', { limit: 1_000 })
        expect(records).toHaveLength(2 * PER_NODE)
        const shares = REPS.map(() => 0)
        const owners = [...new Set(records.map((lead) => String(lead['ownerId'])))]
        for (const lead of records)
          shares[owners.indexOf(String(lead['ownerId']))] = (shares[owners.indexOf(String(lead['ownerId']))] ?? 0) + 1
        expect(owners).toHaveLength(REPS.length)
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
      } finally {
        await first.close()
        await second.close()
      }
    })
  }
})

/** Captures and decides in small batches, so that the two nodes overtake each other often. */
async function work({ crm }: TestCrm, prefix: string): Promise<void> {
  for (let from = 0; from < PER_NODE; from += 10) {
    const submissions = Array.from({ length: 10 }, (_, index) => ({
      channel: 'fair',
      payload: { values: { name: `Person ${prefix}${from + index}`, email: `${prefix}${from + index}@example.com` } },
    }))
    await record(crm, { source: 'api', submissions })
    await decideWaiting(crm, { limit: 7 })
  }
  while ((await decideWaiting(crm, { limit: 7 })) > 0);
}
