import { CrmError } from '../errors.js'
import type { Plugin } from '../plugin-api/index.js'
import { unknownName } from './plugin-mistake.js'

/** Plugins so ordered that each stands after those it depends on; otherwise they keep their order. */
export function orderPlugins(plugins: readonly Plugin[]): {
  readonly ordered: readonly Plugin[]
  readonly errors: readonly CrmError[]
} {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  const ordered = new Set<Plugin>()
  const errors: CrmError[] = []

  function place(plugin: Plugin, path: readonly string[]): void {
    if (ordered.has(plugin)) return
    if (path.includes(plugin.name)) {
      errors.push(cycle([...path.slice(path.indexOf(plugin.name)), plugin.name]))
      return
    }
    for (const name of plugin.dependsOn ?? []) {
      const needed = byName.get(name)
      if (needed) place(needed, [...path, plugin.name])
      else errors.push(missing(plugin.name, { name, known: [...byName.keys()] }))
    }
    ordered.add(plugin)
  }

  for (const plugin of plugins) place(plugin, [])
  return { ordered: [...ordered], errors }
}

function missing(plugin: string, { name, known }: { name: string; known: readonly string[] }): CrmError {
  const mistake = `depends on "${name}", which is not loaded`
  return unknownName('PLUGIN_MISSING_DEPENDENCY', { plugin, mistake, name, known })
}

function cycle(path: readonly string[]): CrmError {
  return new CrmError('PLUGIN_DEPENDENCY_CYCLE', `Plugins depend on each other in a circle: ${path.join(' → ')}.`, {
    details: { plugins: path.slice(0, -1) },
  })
}
