import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../core/package-root.js'

export const TEMPLATES = join(packageRoot(), 'templates')

/** Every template with its text and its path below templates/. */
export function templateFiles(): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.eta'))
    .map((path) => ({ path, text: readFileSync(join(TEMPLATES, path), 'utf8') }))
}
