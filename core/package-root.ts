import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package: where `rules/`, `templates/` and `plugins/` lie, whether it runs from source or built. */
export function packageRoot(): string {
  return ROOT.folder
}

/** The version of this package. */
export function packageVersion(): string {
  return ROOT.version
}

/** Whether the built files run, and not the sources: then every module of ours ends in `.js` and lies below `dist/`. */
export function isBuilt(): boolean {
  return fileURLToPath(import.meta.url).startsWith(join(ROOT.folder, 'dist') + sep)
}

interface Root {
  readonly folder: string
  readonly version: string
}

function rootAbove(folder: string): Root {
  const file = join(folder, 'package.json')
  if (existsSync(file)) {
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string }
    if (name === 'sarnakh') return { folder, version: version ?? '0.0.0' }
  }
  const above = dirname(folder)
  if (above === folder) throw new Error('The package.json of sarnakh is not above its own files; install the package again.')
  return rootAbove(above)
}

const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)))
