import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { type SpokenWords, spokenWords } from '../../model/text/spoken-words.js'
import type { PersonTrace } from '../../store/index.js'
import { keptFile } from '../imports/kept-file.js'
import { openRows } from '../imports/open-rows.js'

/** A file that was imported, and whether it can still be read on. */
export interface PersonFile {
  readonly name: string
  readonly isOpen: boolean
  /** Of an import; absent for a file of rows that failed, from which the words are taken out. */
  readonly importId?: string
}

const OPEN: ReadonlySet<string> = new Set(['draft', 'waiting', 'running', 'undoing'])
const ROWS_AT_ONCE = 1_000

/** Kept files of imports in which a person stands. */
export async function importFilesOf(engine: Engine, person: PersonTrace): Promise<readonly PersonFile[]> {
  const present: readonly string[] = await readdir(keptFile(engine, '')).catch(() => [])
  const spoken = spokenWords(person.words)
  const found: PersonFile[] = []
  const kept = new Set<string>()
  for await (const runs of engine.store.records.each('importRun', { batch: 100 })) {
    for (const run of runs as readonly ImportRun[]) {
      kept.add(run.file)
      if (present.includes(run.file) && (await standsIn(engine, run, spoken)))
        found.push({ name: run.file, importId: run.id, isOpen: OPEN.has(run.state) })
    }
  }
  for (const name of present.filter((each) => !kept.has(each) && each.endsWith('.csv'))) {
    if (spoken.isIn(await readFile(keptFile(engine, name), 'utf8'))) found.push({ name, isOpen: false })
  }
  return found
}

async function standsIn(engine: Engine, { file, mapping }: ImportRun, spoken: SpokenWords): Promise<boolean> {
  const rows = await openRows(engine, { file, mapping: mapping as MappingDefinition })
  try {
    for (;;) {
      const { rows: read, isLast, failure } = await rows.take(ROWS_AT_ONCE)
      if (read.some(({ cells }) => spoken.isIn(cells))) return true
      // What cannot be read to its end cannot be said to be free of the person either.
      if (isLast) return failure !== undefined && spoken.isIn(await readFile(keptFile(engine, file), 'latin1'))
    }
  } finally {
    await rows.close()
  }
}

/**
 * Removes the files in which a person stands; from files of failed rows only the words are taken.
 * @throws {CrmError} ERASE_IMPORT_OPEN, before anything is removed.
 */
export async function eraseImportFiles(engine: Engine, person: PersonTrace): Promise<Readonly<Record<string, number>>> {
  const files = await importFilesOf(engine, person)
  const open = files.find(({ isOpen }) => isOpen)
  if (open) {
    throw new CrmError('ERASE_IMPORT_OPEN', `The import ${open.importId} is under way and its file holds this person.`, {
      details: { importId: open.importId },
    })
  }
  for (const { name, importId } of files) {
    const path = keptFile(engine, name)
    if (importId !== undefined) await rm(path, { force: true })
    else {
      const without = spokenWords([...person.words, ...person.names]).without(await readFile(path, 'utf8'), '[erased]')
      await writeFile(path, String(without ?? ''), { mode: 0o600 })
    }
  }
  return files.length > 0 ? { 'import files': files.length } : {}
}
