import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../../core/package-root.js'

/** A new folder of rules: statuses, queues and fields of the base, and these files by kind, each with its kind as its id. */
export async function rulesFolder(files: Readonly<Record<string, object>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-rules-'))
  for (const kind of ['lifecycle', 'queues', 'fields'])
    await cp(join(packageRoot(), 'rules', kind), join(folder, kind), { recursive: true })
  for (const [kind, content] of Object.entries(files)) {
    await mkdir(join(folder, kind), { recursive: true })
    const file = { apiVersion: 'sarnakh/v1', kind, id: kind, title: { en: kind, fa: kind }, ...content }
    await writeFile(join(folder, kind, `${kind}.${kind}.json`), JSON.stringify(file))
  }
  return folder
}

/** An automation rule that writes a message when these conditions turn true. */
export const notifying = (id: string, conditions: object, more: object = {}) => ({
  id,
  conditions,
  then: [{ type: 'notify', params: { text: id, to: 'managers' } }],
  ...more,
})
