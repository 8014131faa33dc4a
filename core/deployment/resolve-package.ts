import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Finds the module that a package's name means, as Node finds it for a file in the folder. Node's own way is only open to
 * CommonJS, which does not see packages that offer themselves to `import` alone.
 * @example await resolvePackage('@firm/sarnakh-plugin', '/srv/client') // '/srv/client/node_modules/@firm/…/index.js'
 */
export async function resolvePackage(name: string, folder: string): Promise<string | undefined> {
  const [first = '', second = '', ...rest] = name.split('/')
  const [packageName, subpath] = first.startsWith('@') ? [`${first}/${second}`, rest] : [first, second ? [second, ...rest] : rest]
  const home = await packageAbove(packageName, folder)
  if (!home) return undefined
  const entry = entryOf(home.manifest, subpath.length === 0 ? '.' : `./${subpath.join('/')}`)
  return entry === undefined ? undefined : join(home.folder, entry)
}

interface Manifest {
  readonly exports?: unknown
  readonly main?: string
}

async function packageAbove(name: string, from: string): Promise<{ folder: string; manifest: Manifest } | undefined> {
  const folder = join(from, 'node_modules', name)
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined)
  if (text !== undefined) return { folder, manifest: JSON.parse(text) as Manifest }
  const above = dirname(from)
  return above === from ? undefined : packageAbove(name, above)
}

function entryOf({ exports, main = 'index.js' }: Manifest, door: string): string | undefined {
  if (exports === undefined) return door === '.' ? main : door
  const doors = isRecord(exports) && Object.keys(exports).some((key) => key.startsWith('.')) ? exports : { '.': exports }
  return byCondition(doors[door])
}

/** The first condition that holds here, in the order in which the package names them. */
function byCondition(target: unknown): string | undefined {
  if (typeof target === 'string') return target
  if (!isRecord(target)) return undefined
  const condition = Object.keys(target).find((name) => ['import', 'node', 'default'].includes(name))
  return condition === undefined ? undefined : byCondition(target[condition])
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
