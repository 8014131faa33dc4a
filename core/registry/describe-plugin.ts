import type { Plugin } from '../plugin-api/index.js'
import { CONTRIBUTION_KINDS, type ContributionKind } from './contribution-kinds.js'
import type { PluginHealth } from './guard-plugin-calls.js'
import type { PluginStatus } from './registry.js'

/** What a plugin is and gives, and how it is doing, as people see it. */
export function describePlugin(plugin: Plugin, health: PluginHealth): PluginStatus {
  const { name, label = name, version, dependsOn = [], configured } = plugin
  const { offReason, failures, lastFailure } = health
  return Object.freeze({
    name,
    label,
    dependsOn,
    contributions: contributionsOf(plugin),
    state: offReason === undefined ? 'on' : 'off',
    failures,
    ...(version === undefined ? {} : { version }),
    ...(configured === undefined ? {} : { configured }),
    ...(offReason === undefined ? {} : { offReason }),
    ...(lastFailure === undefined ? {} : { lastFailure }),
  })
}

function contributionsOf(plugin: Plugin): PluginStatus['contributions'] {
  const kinds = Object.keys(CONTRIBUTION_KINDS) as ContributionKind[]
  const ids: readonly (readonly [string, readonly string[]])[] = [
    ...kinds.map((kind) => [kind, Object.keys(plugin[kind] ?? {})] as const),
    [
      'fields',
      Object.entries(plugin.fields ?? {}).flatMap(([entity, fields]) => Object.keys(fields).map((field) => `${entity}.${field}`)),
    ],
    ['hooks', Object.keys(plugin.hooks ?? {})],
    ['declares', Object.keys(plugin.declares ?? {})],
    ['migrations', (plugin.migrations ?? []).map(({ name }) => name)],
  ]
  return Object.fromEntries(ids.filter(([, given]) => given.length > 0))
}
