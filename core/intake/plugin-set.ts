import { createHash } from 'node:crypto'
import { canonicalJson } from '../model/canonical-json.js'
import type { Registry } from '../registry/index.js'

/** The plugins that take part in decisions, by name with their versions, under one digest. */
export interface PluginSet {
  /** SHA-256 over names and versions, first 16 hex digits. */
  readonly digest: string
  readonly plugins: Readonly<Record<string, string>>
}

const known = new WeakMap<Pick<Registry, 'plugins'>, PluginSet>()

/** Names what is loaded, so that a decision can say by which code it was made. */
export function pluginSet(registry: Pick<Registry, 'plugins'>): PluginSet {
  const found = known.get(registry)
  if (found) return found
  const plugins = Object.fromEntries(registry.plugins.map(({ name, version = '' }) => [name, version]))
  const digest = createHash('sha256').update(canonicalJson(plugins)).digest('hex').slice(0, 16)
  const made = { digest, plugins }
  known.set(registry, made)
  return made
}
