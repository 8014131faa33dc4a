import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestCrm } from '../../core/testing/index.js'
import { rulesFolder } from '../core/intake/rules-folder.js'
import { bundledChild } from '../faults/bundled-child.js'
import type { TestDatabase } from './databases.js'

const routing = { rules: [{ id: 'all', then: { queue: 'inbound', strategy: 'round-robin' } }] }

/** How many leads each user has got after two processes took so many in at the same time; whoever got none is not there. */
export async function fairShares(
  database: TestDatabase,
  { leads, users }: { readonly leads: number; readonly users: number },
): Promise<{ readonly shares: readonly number[]; readonly seconds: number }> {
  const connection = await database.newConnection()
  const rules = await rulesFolder({ routing })
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-fair-'))
  const child = await bundledChild('fair-child')
  const crm = await openTestCrm({ connection, rules: [rules] })
  try {
    for (let user = 0; user < users; user += 1) await crm.addUser({ name: `User ${user}` })
    const began = performance.now()
    const processes = ['one', 'other'].map((name) =>
      spawn(process.execPath, [child, connection, join(folder, name), rules, name, String(leads / 2)], { stdio: 'inherit' }),
    )
    for (const each of processes) {
      const code: unknown = each.exitCode ?? (await once(each, 'exit'))[0]
      if (code !== 0) throw new Error(`A process ended with ${String(code)}.`)
    }
    const seconds = Math.round((performance.now() - began) / 1_000)
    const rows = await crm.crm.store.records.aggregate({
      entity: 'lead',
      groupBy: ['ownerId'],
      measures: { n: { count: true } },
    })
    return { shares: rows.map((row) => Number(row['n'])), seconds }
  } finally {
    await crm.close()
    await Promise.all([rules, folder].map((path) => rm(path, { recursive: true, force: true })))
  }
}
