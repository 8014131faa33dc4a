import { afterEach, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { capture, record } from '../../../core/intake/capture.js'
import type { Engine } from '../../../core/intake/engine.js'
import { decideWaiting } from '../../../core/intake/intake-work.js'
import { listSubmissions } from '../../../core/operations/index.js'
import { defineLeadSource, definePlugin, isRefusal } from '../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../../core/testing/open-test-crm.js'

let opened: TestCrm | undefined

afterEach(async () => {
  await opened?.close()
  opened = undefined
})

async function open(options: TestCrmOptions = {}): Promise<TestCrm> {
  opened = await openTestCrm(options)
  return opened
}

async function problemCodes(crm: Engine): Promise<readonly (string | undefined)[]> {
  const { records } = await listSubmissions(crm, { actor: SYSTEM, query: { state: 'quarantined' } })
  return records.map(({ problem }) => problem?.code)
}

const raw = (body: Uint8Array) => ({ channel: 'test', contentType: 'application/json', headers: {}, query: {}, body })

test('a source that accepts anything still refuses a body that is no JSON', async () => {
  const plain = defineLeadSource({ label: 'Plain', parse: () => ({ values: { name: 'Ali' } }) })
  const { crm } = await open({ plugins: [definePlugin({ name: 'source-plain', leadSources: { plain } })] })
  const broken = await capture(crm, { source: 'plain', raw: raw(new Uint8Array([0xff, 0xfe, 0x00])) })
  expect(isRefusal(broken) && broken.refused).toContain('UTF-8')
  await expect(capture(crm, { source: 'nobody', raw: raw(new Uint8Array()) })).rejects.toMatchObject({ code: 'SOURCE_UNKNOWN' })
})

test('a submission in which the source finds no lead is held', async () => {
  const empty = defineLeadSource({ label: 'Empty', parse: () => [] })
  const { crm } = await open({ plugins: [definePlugin({ name: 'source-empty', leadSources: { empty } })] })
  await record(crm, { source: 'empty', submissions: [{ channel: 'test', payload: {} }] })
  await crm.settle()
  expect(await problemCodes(crm)).toEqual(['SUBMISSION_EMPTY'])
})

test('a submission that ended the process again and again is held after five attempts', async () => {
  const { crm, clock } = await open()
  await record(crm, { source: 'api', submissions: [{ channel: 'test', payload: { values: { name: 'Ali' } } }] })
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await crm.store.journal.claim({ limit: 1, now: crm.now(), leaseMs: 1_000 })
    clock.pass('PT2S')
  }
  await decideWaiting(crm)
  expect(await problemCodes(crm)).toEqual(['INTAKE_GAVE_UP'])
})

test('a batch whose commit fails is tried one by one, so that only the bad submission is held', async () => {
  const { crm } = await open()
  const commit = crm.store.intake.commit
  const store = {
    ...crm.store,
    intake: {
      ...crm.store.intake,
      commit: (plan: Parameters<typeof commit>[0]) => {
        if (plan.inserts.some(({ name }) => name === 'Bad')) throw new Error('a row that no database takes')
        return commit(plan)
      },
    },
  }
  const submissions = ['Good', 'Bad', 'Fine'].map((name) => ({ channel: 'test', payload: { values: { name } } }))
  await record(crm, { source: 'api', submissions })
  await decideWaiting({ ...crm, store })
  expect(await problemCodes(crm)).toEqual(['INTAKE_FAILED'])
  expect(await crm.store.records.count('lead')).toBe(2)
})

test('who meets a conflict at every attempt gives up with a name, and the submission stays safe', async () => {
  const { crm } = await open()
  const store = { ...crm.store, intake: { ...crm.store.intake, commit: async () => 'conflict' as const } }
  await record(crm, { source: 'api', submissions: [{ channel: 'test', payload: { values: { name: 'Ali' } } }] })
  await decideWaiting({ ...crm, store })
  expect(await problemCodes(crm)).toEqual(['INTAKE_CONFLICT'])
})

test('an effect whose action no plugin gives any more is tried again and shown', async () => {
  const { crm, clock } = await open()
  const [lead] = await (opened as TestCrm).capture('api', { values: { name: 'Ali' } })
  const commit = {
    now: crm.now(),
    inserts: [],
    updates: [],
    claims: [],
    releases: [],
    similar: [],
    touches: [],
    activities: [],
    decisions: [],
    queues: [],
    outcomes: [],
    outbox: [
      {
        id: crm.newId(),
        idempotencyKey: 'k',
        type: 'gone.action',
        recordId: String(lead?.id),
        rule: 'a/b',
        params: {},
        createdAt: crm.now(),
      },
    ],
  }
  expect(await crm.store.intake.commit(commit)).toBe('committed')
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await crm.settle()
    clock.pass('P2D')
  }
  const [effect] = await crm.store.outbox.list({ state: 'dead', limit: 10 })
  expect(effect).toMatchObject({ type: 'gone.action', attempts: 9 })
  expect(effect?.error).toContain('[ACTION_UNKNOWN]')
  expect(await crm.store.outbox.revive(String(effect?.id), crm.now())).toBe(true)
})
