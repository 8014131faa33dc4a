import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { Crm } from '../../../core/crm/crm.js'
import { openCrm } from '../../../core/crm/open-crm.js'
import { defaultConfig, loadPlugins } from '../../../core/deployment/index.js'
import { record } from '../../../core/intake/capture.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { showLead } from '../../../core/operations/index.js'
import { openTestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { aLeadIn, somebody } from '../operations/crms-of-suite.js'
import { notifying, rulesFolder } from './rules-folder.js'

const ALL_DAY = ['00:00-24:00']
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const late = (seconds: number) =>
  notifying('late', {
    all: [
      {
        fact: 'elapsed',
        params: { since: ['createdAt'], unit: 'seconds', calendar: 'calendar' },
        operator: 'greaterThanInclusive',
        value: seconds,
      },
    ],
  })
const calendar = { timeZone: 'Asia/Tehran', week: Object.fromEntries(WEEKDAYS.map((day) => [day, ALL_DAY])) }

const folders: string[] = []
let rules: string
beforeAll(async () => {
  rules = await rulesFolder({ calendar, automation: { rules: [late(300)] } })
  folders.push(rules)
})
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

/** Looks again and again until there is something; the test's own limit ends it otherwise. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const timerDecision = async (crm: Crm, id: string) => {
  const profile = await showLead(crm, { actor: SYSTEM, id })
  return profile?.decisions.find(({ decision }) => (decision as { trigger?: string }).trigger === 'timer')
}

eachDatabase((database) => {
  test('what came due while nothing ran is done as soon as something runs again, and once', async () => {
    const connection = await database.newConnection()
    const before = await openTestCrm({ connection, rules: [rules], start: '2026-01-05T09:00:00Z' })
    const waiting = [await aLeadIn(before, somebody()), await aLeadIn(before, somebody())]
    await before.close()
    const after = await openTestCrm({ connection, rules: [rules], start: '2026-02-01T00:00:00Z', idPrefix: '00000002' })
    await after.crm.start()
    for (const { id, createdAt, nextChangeAt } of waiting) {
      expect(nextChangeAt).toBe(createdAt + 300_000)
      await until(() => timerDecision(after.crm, id))
      const { lead, decisions } = await after.profile(id)
      expect(decisions).toHaveLength(2)
      expect(lead.nextChangeAt).toBeUndefined()
    }
    expect(await after.crm.store.intake.nextDue()).toBeUndefined()
    await after.close()
  })
})

test('by the clock on the wall a lead is looked at when its time has come, without anybody asking, and not before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-timer-'))
  const quick = await rulesFolder({ calendar, automation: { rules: [late(1)] } })
  folders.push(folder, quick)
  const deployment = {
    folder,
    dataFolder: folder,
    connection: ':memory:',
    config: defaultConfig('test'),
    layers: [{ name: 'base', folder: quick }],
  }
  const crm = await openCrm(deployment, { plugins: await loadPlugins(deployment), migrate: 'always', log: () => undefined })
  await crm.start()
  const { submissions } = await record(crm, {
    source: 'api',
    submissions: [{ channel: 'test', payload: { values: somebody() } }],
  })
  const id = await until(async () => (await crm.store.journal.get(String(submissions[0]?.submissionId)))?.leadId)
  const { createdAt } = (await crm.store.records.get('lead', id)) as Lead
  const woken = await until(() => timerDecision(crm, id))
  expect(woken.at).toBeGreaterThanOrEqual(createdAt + 1_000)
  expect(woken.decision).toMatchObject({ fired: [{ rule: 'automation/late' }] })
  await crm.stop()
})
