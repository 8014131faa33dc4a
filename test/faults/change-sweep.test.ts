import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { CHANGE_FAIL_POINTS } from '../../core/failpoint.js'
import { openStore, type Store } from '../../core/store/index.js'
import { eachDatabase } from '../support/databases.js'
import { bundledChild } from './bundled-child.js'

let child: string
beforeAll(async () => {
  child = await bundledChild('change-child')
})

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; errors: string }> {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [child, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    running.stderr.on('data', (chunk) => {
      errors += String(chunk)
    })
    running.on('close', (code) => resolve({ code, errors }))
  })
}

eachDatabase((database) => {
  for (const point of CHANGE_FAIL_POINTS) {
    test(`a kill at ${point} leaves all of a change or nothing, and a second start ends the work`, {
      timeout: 120_000,
    }, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sarnakh-change-'))
      const connection = await database.newConnection()
      const witness = join(folder, 'witness')
      const first = await run([connection, folder], { SARNAKH_FAILPOINT: `${point}@1`, SARNAKH_FAILPOINT_WITNESS: witness })
      expect(existsSync(witness), `${point} was never reached: ${first.errors}`).toBe(true)
      await looking(connection, expectWhole)
      expect(await run([connection, folder])).toEqual({ code: 0, errors: '' })
      await looking(connection, async (store) => {
        await expectWhole(store)
        await expectEnded(store)
      })
      await rm(folder, { recursive: true, force: true })
    })
  }
})

async function looking(connection: string, look: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore({ connection })
  await look(store).finally(() => store.close())
}

const all = async (store: Store, entity: 'lead' | 'contact' | 'account' | 'opportunity' | 'changeSet') =>
  (await store.records.list(entity, { limit: 100 })).records

/** Every record belongs to a lead that was converted, and every change that stands is one that can be seen. */
async function expectWhole(store: Store): Promise<void> {
  const leads = await all(store, 'lead')
  const converted = leads.filter(({ convertedAt }) => convertedAt !== undefined)
  for (const entity of ['contact', 'account', 'opportunity'] as const) {
    const ids = (await all(store, entity)).map(({ id }) => id).toSorted()
    expect(ids, entity).toEqual(converted.map((lead) => lead[`${entity}Id`]).toSorted())
  }
  const standing = (await all(store, 'changeSet')).filter(({ undoneAt }) => undoneAt === undefined)
  const merged = leads.filter(({ mergedIntoId }) => mergedIntoId !== undefined)
  expect(standing.filter(({ kind }) => kind === 'conversion')).toHaveLength(converted.length)
  expect(standing.filter(({ kind }) => kind === 'merge')).toHaveLength(merged.length)
  const keys = await store.intake.keysOf(leads.map(({ id }) => id))
  expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length)
  for (const { id } of merged) expect(await store.intake.keysOf([id])).toEqual([])
}

async function expectEnded(store: Store): Promise<void> {
  const leads = await all(store, 'lead')
  const called = (name: string) => leads.find((lead) => lead['name'] === name)
  expect(called('kept')?.['convertedAt']).toBeDefined()
  expect(called('undone')?.['convertedAt']).toBeUndefined()
  expect(called('other')?.['mergedIntoId']).toBe(called('master')?.id)
  const keys = await store.intake.keysOf([called('master')?.id ?? ''])
  expect(keys.map(({ key }) => key)).toEqual(['email:master@example.com', 'email:other@example.com'])
}
