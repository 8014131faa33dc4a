import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Writes files below a new folder that is removed when the test ends; values that are no text are written as JSON. */
export async function deploymentFolder(
  files: Readonly<Record<string, unknown>> = { 'sarnakh.json': { id: 'acme' } },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-deployment-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}
