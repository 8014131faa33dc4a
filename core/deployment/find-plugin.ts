import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isBuilt, packageRoot } from '../package-root.js'
import { resolvePackage } from './resolve-package.js'

/** The file of a plugin: of a built-in, of a path below the deployment, or of an npm package that the deployment installed. */
export async function findPlugin(use: string, folder: string): Promise<string | undefined> {
  const path = soughtAt(use, folder)
  if (path !== undefined) return (await isFile(path)) ? path : indexOf(path)
  return (await indexOf(join(builtInFolder(), use))) ?? resolvePackage(use, folder)
}

/** Where a plugin that is named by a path must be; nothing where it is named otherwise. */
export function soughtAt(use: string, folder: string): string | undefined {
  return /^\.{1,2}\//.test(use) ? resolve(folder, use) : undefined
}

/** Names of the plugins that come with the product, in the order of the alphabet. */
export async function builtInPlugins(): Promise<readonly string[]> {
  const names = await readdir(builtInFolder()).catch(() => [])
  const found = await Promise.all(names.map((name) => indexOf(join(builtInFolder(), name))))
  return names.filter((_, place) => found[place] !== undefined).sort()
}

const builtInFolder = (): string => (isBuilt() ? join(packageRoot(), 'dist', 'plugins') : join(packageRoot(), 'plugins'))

async function indexOf(folder: string): Promise<string | undefined> {
  for (const name of ['index.js', 'index.mjs', 'index.ts']) {
    if (await isFile(join(folder, name))) return join(folder, name)
  }
  return undefined
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? false
}
