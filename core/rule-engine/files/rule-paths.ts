import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { asError, CrmError } from '../../errors.js'
import { shownPath } from './source-file.js'

const MAX_FILES = 2_000
const MAX_ENTRIES = 20_000
const MAX_LEVELS = 16

/** What was found below a folder, and what could not be looked into. */
export interface FoundPaths {
  /** Below the folder, with `/` on every system, in their order. */
  readonly paths: readonly string[]
  readonly errors: readonly CrmError[]
}

/**
 * Finds all rule files below a folder. Each real folder is entered once, so that a loop of symbolic links ends; hidden
 * files, packages and the schemas that editors read are left out.
 */
export async function rulePaths(folder: string): Promise<FoundPaths> {
  const walk: Walk = { folder, entered: new Set(), paths: [], errors: [], entries: 0 }
  await visit(walk, '')
  const { paths, errors, entries } = walk
  if (paths.length <= MAX_FILES && entries <= MAX_ENTRIES) return { paths: paths.sort(), errors }
  const message = {
    en: `The folder holds more than ${MAX_FILES} rule files or ${MAX_ENTRIES} entries; none of them is read.`,
    fa: `پوشه بیش از ${MAX_FILES} فایل قاعده یا ${MAX_ENTRIES} مورد دارد؛ هیچ‌یک خوانده نمی‌شود.`,
  }
  return { paths: [], errors: [...errors, new CrmError('FILE_TOO_MANY', message, { details: { file: folder } })] }
}

interface Walk {
  readonly folder: string
  readonly entered: Set<string>
  readonly paths: string[]
  readonly errors: CrmError[]
  entries: number
}

async function visit(walk: Walk, below: string): Promise<void> {
  const names = await namesIn(walk, below)
  walk.entries += names.length
  for (const name of names) {
    if (walk.entries > MAX_ENTRIES || walk.paths.length > MAX_FILES) return
    if (name.startsWith('.') || name === 'node_modules' || name.endsWith('.schema.json')) continue
    const path = below === '' ? name : `${below}/${name}`
    const entry = await stat(join(walk.folder, path)).catch(() => undefined)
    if (entry?.isDirectory()) await visit(walk, path)
    else if (/\.[^.]+\.json$/.test(name)) walk.paths.push(path)
  }
}

async function namesIn({ folder, entered, errors }: Walk, below: string): Promise<string[]> {
  const here = join(folder, below)
  try {
    const real = await realpath(here)
    if (entered.has(real) || below.split('/').length > MAX_LEVELS) return []
    entered.add(real)
    return (await readdir(here)).sort()
  } catch (cause) {
    const why = asError(cause).message
    const message = { en: `The rules folder ${here} cannot be read: ${why}`, fa: `پوشهٔ قواعد ${here} خواندنی نیست: ${why}` }
    errors.push(new CrmError('FILE_UNREADABLE', message, { cause, details: { file: shownPath(folder, below) } }))
    return []
  }
}
