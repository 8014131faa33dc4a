import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { FAIL_POINTS } from '../../core/failpoint.js'
import { openStore, type Store } from '../../core/store/index.js'
import { eachDatabase } from '../support/databases.js'
import { bundledChild } from './bundled-child.js'

const PASSES = [1, 2]
const PEOPLE = 6
let child: string

beforeAll(async () => {
  child = await bundledChild('intake-child')
})

interface Ending {
  readonly signal: NodeJS.Signals | null
  readonly code: number | null
  readonly errors: string
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ending> {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [child, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    running.stderr.on('data', (chunk) => {
      errors += String(chunk)
    })
    running.on('close', (code, signal) => resolve({ signal, code, errors }))
  })
}

eachDatabase((database) => {
  for (const point of FAIL_POINTS) {
    test(`a kill at ${point} loses nothing and doubles nothing`, { timeout: 120_000 }, async () => {
      for (const pass of PASSES) {
        const folder = await mkdtemp(join(tmpdir(), 'sarnakh-fault-'))
        const connection = await database.newConnection()
        const acknowledged = join(folder, 'acknowledged')
        const witness = join(folder, 'witness')
        const args = [connection, folder, acknowledged]
        const first = await run(args, { SARNAKH_FAILPOINT: `${point}@${pass}`, SARNAKH_FAILPOINT_WITNESS: witness })
        if (pass === 1) expect(existsSync(witness), `${point} was never reached: ${first.errors}`).toBe(true)
        if (existsSync(witness)) expect(first.signal).toBe('SIGKILL')
        // What the dead process held is free again when its lease has ended: two minutes later.
        const second = await run(args, { CLOCK_OFFSET_MS: '120000' })
        expect(second).toEqual({ code: 0, signal: null, errors: '' })
        await expectWhole(connection, readFileSync(acknowledged, 'utf8').trim().split('\n'))
        await rm(folder, { recursive: true, force: true })
      }
    })
  }
})

async function expectWhole(connection: string, acknowledged: readonly string[]): Promise<void> {
  const store = await openStore({ connection })
  try {
    for (const id of new Set(acknowledged)) expect((await store.journal.get(id))?.state).toBe('decided')
    const leads = (await store.records.list('lead', { limit: 100 })).records
    expect(leads).toHaveLength(PEOPLE)
    for (const lead of leads) await expectLeadWhole(store, lead.id, String(lead['ownerId']))
    const tasks = (await store.records.list('task', { limit: 100 })).records
    expect(new Set(tasks.map((task) => task['idempotencyKey'])).size).toBe(tasks.length)
    const effects = await store.outbox.list({ limit: 1_000 })
    expect(effects.filter(({ state }) => state !== 'done')).toEqual([])
    expect(new Set(effects.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(effects.length)
  } finally {
    await store.close()
  }
}

async function expectLeadWhole(store: Store, leadId: string, ownerId: string): Promise<void> {
  const of = async (entity: 'activity' | 'decision' | 'touch') =>
    (
      await store.records.list(entity, {
        where: { all: [{ fact: entity, path: '$.leadId', operator: 'equal', value: leadId }] },
        limit: 100,
      })
    ).records
  const activities = await of('activity')
  expect(activities.filter(({ type }) => type === 'lead.captured')).toHaveLength(1)
  expect((await of('decision')).length).toBeGreaterThan(0)
  expect((await of('touch')).length).toBeGreaterThan(0)
  expect(ownerId).toMatch(/^[0-9a-f-]{36}$/)
}
