import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { seenBy } from '../access/seen-by.js'
import { EXPORT_ENTITIES, type ExportEntity } from './export-columns.js'
import { exportCsv } from './export-records.js'

/** What lies in the folder of an export of everything. */
export interface ExportManifest {
  readonly format: 'sarnakh-export/1'
  readonly at: string
  readonly files: readonly { readonly entity: ExportEntity; readonly file: string; readonly rows: number }[]
  /** Ids of the users in each queue, for those queues that have any. */
  readonly queues?: Readonly<Record<string, readonly string[]>>
}

/** Writes every entity as a CSV file of raw values into a folder, and a manifest beside them, last: without it the export is not whole. */
export async function exportAll(
  engine: Engine,
  { actor, folder, onFile }: { actor: Actor; folder: string; onFile?: (entity: ExportEntity, rows: number) => void },
): Promise<ExportManifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files: ExportManifest['files'][number][] = []
  for (const entity of EXPORT_ENTITIES) {
    const file = `${entity}.csv`
    const csv = Readable.from(exportCsv(engine, { actor, entity, bom: true }))
    await pipeline(csv, createWriteStream(join(folder, file), { mode: 0o600 }))
    const rows = await seenBy(engine, actor).store.records.count(entity)
    files.push({ entity, file, rows })
    onFile?.(entity, rows)
  }
  const queues = await membersOf(engine)
  const manifest: ExportManifest = { format: 'sarnakh-export/1', at: new Date(engine.now()).toISOString(), files, queues }
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  return manifest
}

async function membersOf({ rules, store }: Engine): Promise<Readonly<Record<string, readonly string[]>>> {
  const queues: [string, readonly string[]][] = []
  for (const { id } of rules().queues) queues.push([id, (await store.access.queueMembers(id)).map((user) => user.id)])
  return Object.fromEntries(queues.filter(([, members]) => members.length > 0))
}
