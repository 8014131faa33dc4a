import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { type Stringifier, stringify } from 'csv-stringify'
import type { FailedRow } from '../operations/index.js'

/** Collects the rows of an import that failed; the file is made with the first of them. */
export interface FailedRowsFile {
  add(failed: FailedRow): Promise<void>
  /** Where the file is, if any row failed. */
  close(): Promise<string | undefined>
}

interface FileRequest {
  readonly dataFolder: string
  /** The file that is imported. */
  readonly source: string
  readonly now: number
}

/** All columns of the imported file come as they were, so that corrected rows can be imported again; number and reason stand behind. */
export function createFailedRowsFile({ dataFolder, source, now }: FileRequest): FailedRowsFile {
  const folder = join(dataFolder, 'imports')
  const time = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  const path = join(folder, `${basename(source, extname(source))}-${time}.failed.csv`)
  let writing: { readonly csv: Stringifier; readonly done: Promise<void> } | undefined

  async function open(first: FailedRow) {
    await mkdir(folder, { recursive: true })
    const csv = stringify({ bom: true })
    csv.write([...first.columns, 'row', 'reason'])
    const file = createWriteStream(path, { mode: 0o600 })
    csv.pipe(file)
    return { csv, done: finished(file) }
  }

  return {
    async add(failed) {
      writing ??= await open(failed)
      const { cells, columns, row, reason } = failed
      if (!writing.csv.write([...columns.map((name) => cells[name] ?? ''), row, reason])) await once(writing.csv, 'drain')
    },
    async close() {
      if (!writing) return undefined
      writing.csv.end()
      await writing.done
      return path
    },
  }
}
