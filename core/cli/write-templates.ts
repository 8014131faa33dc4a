import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asError, CrmError } from '../errors.js'
import { renderTemplate } from '../model/text/message-template.js'
import { packageRoot } from '../package-root.js'

const ENDING = '.template'

/**
 * Writes the files of a folder below `templates/init` into a new folder, `{{name}}` filled in files that end in `.template`.
 * @throws {CrmError} CLI_FOLDER_TAKEN when something is there already; nothing is written then.
 */
export async function writeTemplates(
  name: string,
  to: string,
  values: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  await refuseTaken(to)
  const from = join(packageRoot(), 'templates', 'init', name)
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1))
  const written: string[] = []
  for (const file of files.sort()) {
    const text = await readFile(join(from, file), 'utf8')
    const path = renderTemplate(file.replace(ENDING, ''), values)
    await mkdir(dirname(join(to, path)), { recursive: true })
    await writeFile(join(to, path), file.endsWith(ENDING) ? renderTemplate(text, values) : text, { flag: 'wx' })
    written.push(path)
  }
  return written
}

async function refuseTaken(folder: string): Promise<void> {
  const there = await readdir(folder).catch((thrown: unknown) => {
    const { code, message } = asError(thrown) as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new CrmError('CLI_FOLDER_TAKEN', `This cannot become a folder: ${message}.`, { details: { file: folder } })
  })
  if (there.length === 0) return
  throw new CrmError('CLI_FOLDER_TAKEN', `The folder is not empty: it holds ${there.slice(0, 3).join(', ')}.`, {
    details: { file: folder },
  })
}
