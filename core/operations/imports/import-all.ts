import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Actor, authorize } from '../../access/index.js'
import { asError, CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import { type ImportEntity, importFields, isImportEntity } from '../../model/import-fields.js'
import { isRefusal } from '../../plugin-api/index.js'
import type { ExportManifest } from '../exports/export-all.js'
import { openImport } from './open-import.js'
import { runImport } from './run-import.js'
import { setUpImport } from './set-up-import.js'
import { startImport } from './steer-import.js'

/** What came of an export of everything that was taken in. */
export interface ImportedAll {
  /** The last run of each file, in the order in which they came in. */
  readonly runs: readonly ImportRun[]
  /** What the system alone writes: it stays in its files. */
  readonly left: readonly { readonly entity: string; readonly file: string; readonly rows: number }[]
  /** Queues whose members were set, and those that no rule file names here. */
  readonly queues: { readonly set: readonly string[]; readonly unknown: readonly string[] }
}

/** Whatever a row names stands in a file before it; who leads a team and who is in it is settled by a second reading. */
const ORDER: readonly ImportEntity[] = [
  ...(['user', 'team', 'product', 'campaign', 'account', 'contact', 'lead'] as const),
  ...(['opportunity', 'opportunityLine', 'opportunityContact', 'document', 'activity'] as const),
]

interface Folder {
  readonly actor: Actor
  /** Where `export all` wrote to. */
  readonly folder: string
  readonly onProgress?: (run: ImportRun) => void
}

/**
 * Takes in what `exportAll` gave out, under the same ids, file after file. Leads keep status and owner as they were and are scored
 * anew; nothing is sent. A file in which a row names a later one is read a second time. Done again it changes nothing.
 * @throws {CrmError} IMPORT_INVALID for a folder without a whole export, and those of `openImport`.
 */
export async function importAll(engine: Engine, { actor, folder, onProgress }: Folder): Promise<ImportedAll> {
  authorize(actor, 'import:run')
  const { files, queues = {} } = await readManifest(folder)
  const present = ORDER.flatMap((entity) => files.find((one) => one.entity === entity && one.rows > 0) ?? [])
  const runs = new Map<string, ImportRun>()
  const read = async ({ entity, file }: ExportManifest['files'][number]) => {
    const run = await importFile(engine, {
      actor,
      folder,
      file,
      entity: entity as ImportEntity,
      ...(onProgress ? { onProgress } : {}),
    })
    runs.set(entity, run)
    return run
  }
  for (const one of present) {
    const run = await read(one)
    if (one.entity !== 'user' && (await hasProblems(engine, run))) await read(one)
    // Only now is there every team that a user may be in.
    const users = one.entity === 'team' ? present.find(({ entity }) => entity === 'user') : undefined
    if (users) await read(users)
  }
  const left = files.filter(({ entity, rows }) => !isImportEntity(entity) && rows > 0)
  return { runs: [...runs.values()], left, queues: await setQueues(engine, { actor, queues }) }
}

interface File extends Folder {
  readonly file: string
  readonly entity: ImportEntity
}

async function importFile(engine: Engine, { actor, folder, file, entity, onProgress }: File): Promise<ImportRun> {
  const opened = await openImport(engine, { actor, fileName: file, file: createReadStream(join(folder, file)), entity })
  const { id } = opened
  const known = importFields(entity, engine.fields[entity])
  const columns = ((opened.columns as readonly string[] | undefined) ?? []).filter((name) => Object.hasOwn(known, name))
  const mapping = {
    ...{ id: 'sarnakh-export', title: { en: 'An export of everything', fa: 'خروجی همه‌چیز' }, reads: 'csv', entity },
    fields: Object.fromEntries(columns.map((name) => [name, name])),
  }
  const settings = { badCells: 'leave-out', without: ['transitions', 'routing', 'automations'] } as const
  const told = await setUpImport(engine, { actor, id, setUp: { entity, mapping, settings } })
  const started = isRefusal(told) ? told : await startImport(engine, { actor, id })
  if (isRefusal(started)) throw new CrmError('IMPORT_STATE', { en: started.refused, fa: started.words?.fa ?? started.refused })
  return runImport(engine, { actor, id, ...(onProgress ? { onProgress } : {}) })
}

async function hasProblems({ store }: Engine, { id }: ImportRun): Promise<boolean> {
  const where = { all: [{ fact: 'importProblem', path: '$.importId', operator: 'equal', value: id }] }
  return (await store.records.count('importProblem', { where })) > 0
}

async function readManifest(folder: string): Promise<ExportManifest> {
  const path = join(folder, 'manifest.json')
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => asError(thrown))
  const manifest = typeof text === 'string' ? (parsed(text) as Partial<ExportManifest> | undefined) : undefined
  const { files } = manifest ?? {}
  if (manifest?.format === 'sarnakh-export/1' && files?.every(({ file }) => basename(file) === file))
    return manifest as ExportManifest
  throw new CrmError(
    'IMPORT_INVALID',
    {
      en: `${path} is no manifest of an export of everything. Give the folder that "export all --to <folder>" wrote to its end.`,
      fa: `${path} فهرست یک خروجی کامل نیست. پوشه‌ای را بدهید که «‎export all --to‎» تا پایان نوشته است.`,
    },
    { details: { file: path } },
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function setQueues(
  engine: Engine,
  { actor, queues }: { actor: Actor; queues: NonNullable<ExportManifest['queues']> },
): Promise<ImportedAll['queues']> {
  authorize(actor, 'user:write')
  const known = engine.rules().queues.map(({ id }) => id)
  const [set, unknown] = [
    Object.keys(queues).filter((id) => known.includes(id)),
    Object.keys(queues).filter((id) => !known.includes(id)),
  ]
  for (const queue of set) {
    const before = (await engine.store.access.queueMembers(queue)).map(({ id }) => id)
    const there = (await engine.store.records.getMany('user', queues[queue] ?? [])).map(({ id }) => id)
    await engine.store.access.setQueueMembers(queue, [...new Set([...before, ...there])], engine.now())
  }
  return { set, unknown }
}
