import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { packageRoot } from '../../core/package-root.js'
import { openStore } from '../../core/store/index.js'
import { bundledChild } from './bundled-child.js'

/** What is imported, and after how many rows the process is killed. */
export interface KilledImport {
  readonly entity: 'account' | 'lead'
  readonly rows: number
  readonly killAt: number
}

/** How an import ended that was killed in the middle and resumed by another process. */
export interface ResumedImport {
  /** Rows that were settled when the first process was gone. */
  readonly doneAtKill: number
  readonly state: string
  readonly rowsDone: number
  readonly records: number
  /** How many different keys of the file the records carry. */
  readonly keys: number
  readonly seconds: number
  /** The most that one of the two processes held. */
  readonly peakMegabytes: number
}

/** Imports rows in a process of its own on SQLite, kills it with SIGKILL, lets a second one go on, and counts what is there. */
export async function killedImport({ entity, rows, killAt }: KilledImport): Promise<ResumedImport> {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-import-'))
  const began = Date.now()
  try {
    const file = join(folder, 'rows.csv')
    await writeFile(file, `name,key,email,phone\n${Array.from({ length: rows }, (_, index) => rowOf(index)).join('\n')}\n`)
    const child = await bundledChild('importing-child')
    const connection = join(folder, 'crm.sqlite')
    const start = (id = '') =>
      spawn(process.execPath, [child, connection, folder, join(packageRoot(), 'rules'), file, entity, id], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    const first = start()
    const killed = await follow(first, (done) => done >= killAt && first.kill('SIGKILL'))
    const second = await follow(start(killed.id))
    const found = await recordsIn(connection, entity)
    return {
      ...{ doneAtKill: killed.rowsDone, state: second.state, rowsDone: second.rowsDone, ...found },
      seconds: Math.round((Date.now() - began) / 1_000),
      peakMegabytes: Math.max(killed.megabytes, second.megabytes),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const rowOf = (index: number): string =>
  `Person ${index},key-${index},person-${index}@example.com,0912${String(index).padStart(7, '0')}`

async function follow(child: ReturnType<typeof spawn>, onRows: (done: number) => unknown = () => undefined) {
  let last = { id: '', rowsDone: 0, state: '', megabytes: 0 }
  const ended = once(child, 'exit')
  if (child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) {
      const [id = '', done = '0', state = '', megabytes = '0'] = line.split(' ')
      last = { id, rowsDone: Number(done), state, megabytes: Number(megabytes) }
      onRows(last.rowsDone)
    }
  }
  await ended
  return last
}

async function recordsIn(connection: string, entity: KilledImport['entity']) {
  const store = await openStore({ connection })
  const keys = new Set<unknown>()
  for await (const batch of store.records.each(entity, { batch: 5_000 })) for (const { externalId } of batch) keys.add(externalId)
  const records = await store.records.count(entity)
  await store.close()
  return { records, keys: keys.size }
}
