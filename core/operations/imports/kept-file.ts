import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'

/** Larger files are no import any more but a migration of a database. */
export const MOST_IMPORT_MEGABYTES = 500

type Folder = { readonly settings: Pick<Engine['settings'], 'dataFolder'> }

/** Where a file that is imported is kept; `name` is what the run remembers. */
export const keptFile = ({ settings }: Folder, name: string): string => join(settings.dataFolder, 'imports', name)

/**
 * Takes a file into the data folder piece by piece, never in memory; one that is too large leaves nothing behind.
 * @throws {CrmError} IMPORT_FILE_TOO_LARGE.
 */
export async function keepFile(
  engine: Folder,
  { name, file }: { name: string; file: AsyncIterable<Uint8Array> },
): Promise<{ readonly bytes: number }> {
  await mkdir(join(engine.settings.dataFolder, 'imports'), { recursive: true, mode: 0o700 })
  const path = keptFile(engine, name)
  let bytes = 0
  const counting = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength
      done(bytes > MOST_IMPORT_MEGABYTES * 1_000_000 ? tooLarge() : null, chunk)
    },
  })
  try {
    await pipeline(file, counting, createWriteStream(path, { mode: 0o600 }))
    return { bytes }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

function tooLarge(): CrmError {
  return new CrmError('IMPORT_FILE_TOO_LARGE', {
    en: `The file is larger than ${MOST_IMPORT_MEGABYTES} MB. Split it and import the parts.`,
    fa: `فایل از ${MOST_IMPORT_MEGABYTES} مگابایت بزرگ‌تر است. آن را بخش کنید و بخش‌ها را وارد کنید.`,
  })
}
