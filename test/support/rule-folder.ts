import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../core/package-root.js'

/** A copy of the base rules that a test may change; without cases, which would speak against the changes. */
export interface RuleFolder {
  readonly folder: string
  /** Replaces a text in a file; it must be there. */
  edit(path: string, before: string, after: string): Promise<void>
  remove(): Promise<void>
}

export async function ruleFolder(): Promise<RuleFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-rules-'))
  await cp(join(packageRoot(), 'rules'), folder, {
    recursive: true,
    filter: (path) => !path.endsWith('.cases.json'),
  })
  return {
    folder,
    async edit(path, before, after) {
      const file = join(folder, path)
      const text = await readFile(file, 'utf8')
      if (!text.includes(before)) throw new Error(`${path} does not hold ${before}`)
      await writeFile(file, text.replace(before, after))
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
