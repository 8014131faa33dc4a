import { rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { type Actor, actorName, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import { type ImportEntity, isImportEntity } from '../../model/import-fields.js'
import type { MappingDefinition } from '../../model/mapping.js'
import type { StoredRecord } from '../../store/index.js'
import { requireImport, USUAL_SETTINGS } from './import-run.js'
import { keepFile, keptFile } from './kept-file.js'
import { openRows } from './open-rows.js'
import { suggestMapping } from './suggest-mapping.js'

/** A file to take in. */
export interface FileToOpen {
  readonly actor: Actor
  /** As it was called where it came from; its end says what it is: `.csv` or `.xlsx`. */
  readonly fileName: string
  readonly file: AsyncIterable<Uint8Array>
  /** What its rows are; suggested from its columns without it. */
  readonly entity?: ImportEntity
  /** How it is read, where that is known; a mapping of a source that reads files of its own takes any name. */
  readonly mapping?: MappingDefinition
}

/**
 * Keeps a file and prepares its import: its columns are read, an entity and a mapping suggested. Nothing comes in before `startImport`.
 * @throws {CrmError} IMPORT_FILE_TOO_LARGE, IMPORT_INVALID for other files, and what the reading says of a file without rows.
 */
export async function openImport(engine: Engine, { actor, fileName, file, entity, mapping }: FileToOpen): Promise<ImportRun> {
  authorize(actor, 'import:run')
  const end = mapping && mapping.reads !== 'csv' ? '.data' : endOf(fileName)
  const id = engine.newId()
  const name = `${id}${end}`
  await keepFile(engine, { name, file })
  try {
    const columns = await readColumns(engine, name, mapping)
    const suggested = mapping
      ? { entity: entity ?? entityOfMapping(mapping), mapping }
      : await suggestMapping(engine, { columns, fileName, ...(entity ? { entity } : {}) })
    const now = engine.now()
    const counters = { rowsDone: 0, created: 0, updated: 0, unchanged: 0, failed: 0 }
    const run: ImportRun = {
      ...{ id, version: 1, createdAt: now, updatedAt: now, actor: actorName(actor) },
      ...{ entity: suggested.entity, fileName: fileName.slice(-200), file: name, columns, mapping: suggested.mapping },
      ...{ mode: 'both', settings: USUAL_SETTINGS, state: 'draft', ...counters },
    }
    await engine.store.records.insert('importRun', [run as StoredRecord])
    return run
  } catch (error) {
    await rm(keptFile(engine, name), { force: true })
    throw error
  }
}

/** Forgets an import that was never started, and the file that was kept for it. */
export async function discardImport(engine: Engine, { actor, id }: { actor: Actor; id: string }): Promise<void> {
  authorize(actor, 'import:run')
  const run = await requireImport(engine, id)
  if (run.state !== 'draft') return
  const gone = { entity: 'importRun' as const, id, expectedVersion: run.version }
  if ((await engine.store.records.write({ removes: [gone] }, engine.now())) === 'written')
    await rm(keptFile(engine, run.file), { force: true })
}

function endOf(fileName: string): '.csv' | '.xlsx' {
  const end = extname(fileName).toLowerCase()
  if (end === '.csv' || end === '.txt' || end === '.tsv') return '.csv'
  if (end === '.xlsx') return end
  throw new CrmError('IMPORT_INVALID', {
    en: `"${fileName.slice(-100)}" is neither a .csv nor an .xlsx file.`,
    fa: `«${fileName.slice(-100)}» نه فایل ‎.csv است و نه ‎.xlsx.`,
  })
}

/** Mappings that say nothing read leads. */
const entityOfMapping = ({ entity = 'lead' }: MappingDefinition): ImportEntity => (isImportEntity(entity) ? entity : 'lead')

/** The columns as the file names them; read with its first row, for a header alone is no import. */
async function readColumns(engine: Engine, file: string, mapping?: MappingDefinition): Promise<readonly string[]> {
  const bare: MappingDefinition = { id: 'columns', title: { en: 'Columns' }, reads: 'csv', fields: {} }
  const rows = await openRows(engine, { file, mapping: mapping ?? bare })
  try {
    const { rows: first, failure } = await rows.take(1)
    if (failure && first.length === 0) throw failure
    return first[0]?.columns ?? Object.keys(first[0]?.cells ?? {})
  } finally {
    await rows.close()
  }
}
