import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'

/** A file that browsers may have. */
export interface Asset {
  readonly name: string
  readonly type: string
  readonly hash: string
  readonly body: Uint8Array<ArrayBuffer>
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}
const STYLES = ['tokens.css', 'base.css', 'shell.css', 'parts.css', 'pages.css']
const JOINED_STYLES = 'styles.css'
const FONTS = ['vazirmatn-arabic-wght-normal.woff2', 'vazirmatn-latin-wght-normal.woff2', 'vazirmatn-latin-ext-wght-normal.woff2']

/** Reads all files once; what is not among them does not exist, so no path of a request ever reaches the disk. */
export function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const resolve = createRequire(import.meta.url).resolve
  const own = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
    .map(({ name }) => readAsset(name, join(folder, name)))
  const fonts = FONTS.map((name) => readAsset(name, resolve(`@fontsource-variable/vazirmatn/files/${name}`)))
  return new Map([...own, joined(own), ...fonts].map((asset) => [asset.name, asset]))
}

/** The styles in the order in which they count, as one file: one request instead of five. */
function joined(assets: readonly Asset[]): Asset {
  const parts = STYLES.flatMap((name) => assets.find((asset) => asset.name === name)?.body ?? [])
  return assetOf(JOINED_STYLES, new Uint8Array(Buffer.concat(parts)))
}

function readAsset(name: string, path: string): Asset {
  return assetOf(name, new Uint8Array(readFileSync(path)))
}

function assetOf(name: string, body: Asset['body']): Asset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return { name, body, hash, type: TYPES[extname(name)] ?? 'application/octet-stream' }
}
