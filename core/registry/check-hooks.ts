import type { CrmError } from '../errors.js'
import { CORE_HOOKS, type Plugin } from '../plugin-api/index.js'
import { malformed, unknownName } from './plugin-mistake.js'

/** Refuses handlers that are none, and hooks that neither the core nor any loaded plugin calls. */
export function checkHooks(plugins: readonly Plugin[]): readonly CrmError[] {
  const known = [...Object.keys(CORE_HOOKS), ...plugins.flatMap(({ declares = {} }) => Object.keys(declares))]
  return plugins.flatMap((plugin) => [...checkDeclared(plugin), ...checkHandlers(plugin, known)])
}

function checkDeclared({ name, declares = {} }: Plugin): readonly CrmError[] {
  return Object.entries(declares).flatMap(([hook, kind]) => {
    if (!KINDS.has(kind)) return [malformed(name, `declares the hook "${hook}", whose kind must be filter, guard or event`)]
    return Object.hasOwn(CORE_HOOKS, hook) ? [malformed(name, `declares the hook "${hook}", which is the core's own`)] : []
  })
}

const KINDS: ReadonlySet<unknown> = new Set(['filter', 'guard', 'event'])

function checkHandlers({ name: plugin, hooks = {} }: Plugin, known: readonly string[]): readonly CrmError[] {
  return Object.entries(hooks).flatMap(([hook, tap]: [string, unknown]) => {
    if (!known.includes(hook)) {
      return [
        unknownName('PLUGIN_HOOK_UNKNOWN', { plugin, mistake: `listens to "${hook}", which is no hook`, name: hook, known }),
      ]
    }
    return isTap(tap)
      ? []
      : [malformed(plugin, `listens to "${hook}" with neither a method nor { order: 'pre' or 'post', handler }`)]
  })
}

function isTap(tap: unknown): boolean {
  if (typeof tap === 'function') return true
  if (typeof tap !== 'object' || tap === null) return false
  const { order, handler } = tap as { order?: unknown; handler?: unknown }
  return (order === 'pre' || order === 'post') && typeof handler === 'function'
}
