import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ERASE_FAIL_POINTS } from '../../core/failpoint.js'
import { openStore, type Store } from '../../core/store/index.js'
import { eachDatabase } from '../support/databases.js'
import { bundledChild } from './bundled-child.js'

let child: string
beforeAll(async () => {
  child = await bundledChild('erase-child')
})

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number | null> =>
  new Promise((resolve) => {
    const running = spawn(process.execPath, [child, ...args], { env: { ...process.env, ...env }, stdio: 'inherit' })
    running.on('close', resolve)
  })

eachDatabase((database) => {
  for (const point of ERASE_FAIL_POINTS) {
    test(`a kill at ${point} leaves a person whole or gone, and asking again leaves nothing`, { timeout: 120_000 }, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sarnakh-erase-'))
      const connection = await database.newConnection()
      const witness = join(folder, 'witness')
      await run([connection, folder], { SARNAKH_FAILPOINT: `${point}@1`, SARNAKH_FAILPOINT_WITNESS: witness })
      expect(existsSync(witness), `${point} was never reached`).toBe(true)
      expect(await standing(connection)).toEqual(point === 'erase.before-commit' ? { leads: 1, receipts: 0 } : GONE)
      expect(await run([connection, folder])).toBe(0)
      expect(await standing(connection)).toEqual(GONE)
      await rm(folder, { recursive: true, force: true })
    })
  }
})

const GONE = { leads: 0, receipts: 1 }

async function standing(connection: string): Promise<{ readonly leads: number; readonly receipts: number }> {
  const store: Store = await openStore({ connection })
  try {
    return { leads: await store.records.count('lead'), receipts: await store.records.count('erasure') }
  } finally {
    await store.close()
  }
}
