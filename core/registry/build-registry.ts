import { CrmError, CrmErrors } from '../errors.js'
import { PLUGIN_API_VERSION, type Plugin } from '../plugin-api/index.js'
import { buildHookBus } from './build-hook-bus.js'
import { checkHooks } from './check-hooks.js'
import { checkPlugin } from './check-plugin.js'
import { collectContributions } from './collect-contributions.js'
import { describePlugin } from './describe-plugin.js'
import { guardPluginCalls, type PluginCalls } from './guard-plugin-calls.js'
import { orderPlugins } from './order-plugins.js'
import { pluginLives } from './plugin-lives.js'
import type { PluginStatus, Registry, RegistryOptions } from './registry.js'

/**
 * Checks plugins, orders them and brings together what they give. Nothing of theirs runs yet.
 * @throws {CrmErrors} with every mistake found, each naming its plugins.
 * @example const registry = buildRegistry([scoringPoints, assignRoundRobin], { onProblem: (problem) => log.warn(problem) })
 */
export function buildRegistry(plugins: readonly Plugin[], options: RegistryOptions = {}): Registry {
  refuse([...plugins.flatMap(checkPlugin), ...duplicateNames(plugins)])
  const { ordered, errors: orderErrors } = orderPlugins(plugins)
  const { given, errors: duplicates } = collectContributions(ordered)
  refuse([...orderErrors, ...duplicates, ...checkHooks(ordered)])

  const calls = guardPluginCalls(
    ordered.map(({ name }) => name),
    options,
  )
  const hooks = buildHookBus(ordered, { ...options, calls, now: options.now ?? Date.now })
  const lives = pluginLives(ordered, calls)
  const statusOf = (plugin: Plugin): PluginStatus => describePlugin(plugin, calls.health(plugin.name))
  const statuses = (): readonly PluginStatus[] => ordered.map(statusOf)
  const find = (name: string): Plugin => {
    const plugin = ordered.find((each) => each.name === name)
    if (!plugin) throw new CrmError('PLUGIN_UNKNOWN', `There is no plugin "${name}".`, { details: { plugin: name } })
    return plugin
  }

  return Object.freeze({
    ...given,
    get plugins() {
      return statuses()
    },
    hooks,
    call: calls.call,
    async switchOn(name) {
      calls.switchOn(name)
      await lives.startAgain(find(name))
      return statusOf(find(name))
    },
    switchOff(name, reason) {
      calls.switchOff(name, reason)
      return statusOf(find(name))
    },
    bootReport: () => ({ apiVersion: PLUGIN_API_VERSION, plugins: statuses() }),
    start: lives.start,
    stop: lives.stop,
    rehearsal: () => rehearsal(ordered, { calls, options }),
  } satisfies Registry)
}

/** Nothing is started, nobody is told, and only what is off already is off. */
function rehearsal(
  plugins: readonly Plugin[],
  { calls, options: { onProblem: _, ...options } }: { readonly calls: PluginCalls; readonly options: RegistryOptions },
): Registry {
  const registry = buildRegistry(plugins, { ...options, strikes: Infinity })
  for (const { name } of plugins) {
    const { offReason } = calls.health(name)
    if (offReason !== undefined) registry.switchOff(name, offReason)
  }
  return registry
}

function refuse(errors: readonly CrmError[]): void {
  if (errors.length > 0) throw new CrmErrors(errors)
}

function duplicateNames(plugins: readonly Plugin[]): readonly CrmError[] {
  const names = plugins.map((plugin) => plugin?.name)
  const twice = new Set(names.filter((name, place) => names.indexOf(name) !== place))
  return [...twice].map(
    (name) => new CrmError('PLUGIN_DUPLICATE', `Plugin "${name}" is loaded more than once.`, { details: { plugin: name } }),
  )
}
