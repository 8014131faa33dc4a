import { createReadStream } from 'node:fs'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { asWritten } from '../../model/text/formula-safe.js'
import type { FileRow } from '../../plugin-api/index.js'
import { type FileRows, readFileRows } from '../read-file-rows.js'
import { readExcel } from '../sheets/read-excel.js'
import { keptFile } from './kept-file.js'

/**
 * Begins to read the rows of a kept file: CSV by the source that reads CSV, memory flat; .xlsx whole; others by the source
 * that the mapping names.
 * Cells come as they were before a spreadsheet-safe export changed them.
 * @throws {CrmError} what the source says of a file that it cannot read, SHEET_UNREADABLE, IMPORT_FILE_TOO_LARGE, CSV_EMPTY.
 */
export async function openRows(
  engine: Engine,
  { file, mapping }: { readonly file: ImportRun['file']; readonly mapping: MappingDefinition },
): Promise<FileRows> {
  const path = keptFile(engine, file)
  if (file.endsWith('.xlsx')) return excelRows(await readExcel(path))
  if (mapping.reads !== 'csv') {
    return readFileRows(engine, { source: mapping.reads, mapping: mapping.id, file: createReadStream(path), definition: mapping })
  }
  const definition = bareMapping(mapping)
  const rows = await readFileRows(engine, { source: 'csv', mapping: definition.id, file: createReadStream(path), definition })
  return {
    async take(count) {
      const read = await rows.take(count)
      return { ...read, rows: read.rows.map(asOriginal) }
    },
    close: () => rows.close(),
  }
}

/** Asks for no column, but names the known ones as the mapping does: what is missing is told before, and by fields. */
function bareMapping({ id, title, fields, key, csv, header = [] }: MappingDefinition): MappingDefinition {
  const names = [...Object.values(fields), ...(key === undefined ? [] : [{ from: key }])].flatMap(columnsOf)
  return { id, title, reads: 'csv', fields: {}, ignore: [...new Set([...header, ...names])], ...(csv ? { csv } : {}) }
}

/** The columns that one field of a mapping reads. */
export function columnsOf(field: MappingDefinition['fields'][string]): readonly string[] {
  if (typeof field === 'string') return [field]
  return [...[field.from ?? []].flat(), ...(field.join ?? [])]
}

function asOriginal(row: FileRow): FileRow {
  return { ...row, cells: Object.fromEntries(Object.entries(row.cells).map(([name, cell]) => [name, asWritten(cell)])) }
}

function excelRows(lines: readonly (readonly string[])[]): FileRows {
  const headerAt = lines.findIndex((line) => line.some((cell) => cell.trim() !== ''))
  if (headerAt < 0) throw new CrmError('CSV_EMPTY', 'The file has no first row with the names of its columns.')
  const columns = named(lines[headerAt] ?? [])
  let at = headerAt + 1
  return {
    async take(count) {
      const rows: FileRow[] = []
      for (; at < lines.length && rows.length < count; at += 1) {
        const line = lines[at] ?? []
        if (line.every((cell) => cell.trim() === '')) continue
        const cells = Object.fromEntries(columns.map((name, place) => [name, asWritten(line[place] ?? '')]))
        rows.push({ row: at + 1, columns, cells })
      }
      return { rows, isLast: at >= lines.length }
    },
    close: async () => undefined,
  }
}

function named(header: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return header.map((cell, place) => {
    const base = cell.trim().normalize('NFC') || `column ${place + 1}`
    let name = base
    for (let number = 2; taken.has(name) || name === '__proto__'; number += 1) name = `${base} (${number})`
    taken.add(name)
    return name
  })
}
