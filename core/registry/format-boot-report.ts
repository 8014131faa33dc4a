import { textIn } from '../plugin-api/index.js'
import type { BootReport, PluginStatus } from './registry.js'

/**
 * Draws a boot report as a tree for a terminal: every plugin in its order, what it gives, what is off and why.
 * @example console.log(formatBootReport(registry.bootReport()))
 */
export function formatBootReport({ apiVersion, plugins }: BootReport): string {
  const off = plugins.filter(({ state }) => state === 'off').length
  const count = `${plugins.length} ${plugins.length === 1 ? 'plugin' : 'plugins'}`
  const title = `Plugin API ${apiVersion}, ${count}${off > 0 ? `, ${off} off` : ''}`
  return [
    title,
    ...branches(plugins.map((plugin) => [headline(plugin), ...branches(leaves(plugin).map((leaf) => [leaf]))])),
  ].join('\n')
}

function headline({ name, label, version, state }: PluginStatus): string {
  const words = textIn(label, 'en')
  return [name, version, words === name ? undefined : `(${words})`, state === 'off' ? 'OFF' : undefined].filter(Boolean).join(' ')
}

function leaves({ offReason, failures, lastFailure, dependsOn, contributions }: PluginStatus): readonly string[] {
  return [
    ...(offReason === undefined ? [] : [`off because: ${offReason}`]),
    ...(lastFailure === undefined ? [] : [`failures: ${failures}, the last in ${lastFailure.where}`]),
    ...(dependsOn.length === 0 ? [] : [`depends on: ${dependsOn.join(', ')}`]),
    ...Object.entries(contributions).map(([kind, ids]) => `${wordsOf(kind)}: ${ids.join(', ')}`),
  ]
}

/** `assignmentStrategies` as `assignment strategies`. */
const wordsOf = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** Puts the lines of each branch behind its fork. */
function branches(all: readonly (readonly string[])[]): readonly string[] {
  return all.flatMap((lines, place) => {
    const isLast = place === all.length - 1
    return lines.map((line, depth) => (depth > 0 ? `${isLast ? '   ' : '│  '}${line}` : `${isLast ? '└─ ' : '├─ '}${line}`))
  })
}
