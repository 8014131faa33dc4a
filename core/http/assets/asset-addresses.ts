import { existsSync } from 'node:fs'
import { readAssets } from './asset-manifest.js'

/** Gives each shipped file the last part of its address, with its hash, so that a browser keeps it until it changes. */
export function assetAddresses(folder: string): (name: string) => string {
  const assets = existsSync(folder) ? readAssets(folder) : new Map<string, { readonly hash: string }>()
  return (name) => {
    const asset = assets.get(name)
    return asset ? `${name}?v=${asset.hash}` : name
  }
}
