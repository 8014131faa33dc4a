import { pathToFileURL } from 'node:url'
import { asError, CrmError, CrmErrors, type ErrorDetails } from '../errors.js'
import { didYouMean } from '../model/text/did-you-mean.js'
import { type ConfigurablePlugin, isConfigurable, isPlugin, type Plugin } from '../plugin-api/index.js'
import { beforeLimit, createPlugin, TIME_IS_UP } from '../registry/index.js'
import type { Deployment, PluginReference } from './deployment.js'
import { builtInPlugins, findPlugin, soughtAt } from './find-plugin.js'
import { readConfigFile } from './read-config.js'

/** Stands in the configuration for every plugin of the product that needs no options. */
const BUILT_IN = 'built-in'

const IMPORT_LIMIT_MS = 10_000

/** How plugins are loaded. */
export interface LoadOptions {
  /** Milliseconds that the code of a module may take before it has exported its plugin: 10000. */
  readonly importLimitMs?: number
}

/**
 * Loads the plugins that the configuration names, in its order, with their options.
 * @throws {CrmErrors} PLUGIN_NOT_FOUND, PLUGIN_LOAD_FAILED, PLUGIN_OPTIONS_INVALID: every mistake, with its line of the configuration.
 */
export async function loadPlugins(
  deployment: Pick<Deployment, 'folder' | 'config'>,
  options: LoadOptions = {},
): Promise<readonly Plugin[]> {
  const { plugins, errors } = await tryPlugins(deployment, options)
  if (errors.length > 0) throw new CrmErrors(errors)
  return plugins
}

/** Plugins that could be loaded, and what is wrong with the others. */
export interface TriedPlugins {
  readonly plugins: readonly Plugin[]
  readonly errors: readonly CrmError[]
}

/** Loads as many of the plugins that the configuration names as can be, so that everything else can be checked with them. */
export async function tryPlugins(
  { folder, config }: Pick<Deployment, 'folder' | 'config'>,
  { importLimitMs = IMPORT_LIMIT_MS }: LoadOptions = {},
): Promise<TriedPlugins> {
  const named = new Set(config.plugins.map(useOf))
  const outcomes = await Promise.all(
    config.plugins.map(async (reference, index) =>
      reference === BUILT_IN ? loadBuiltIns(named, importLimitMs) : loadNamed(reference, { folder, index, importLimitMs }),
    ),
  )
  return together(outcomes)
}

const together = (outcomes: readonly TriedPlugins[]): TriedPlugins => ({
  plugins: outcomes.flatMap(({ plugins }) => plugins),
  errors: outcomes.flatMap(({ errors }) => errors),
})

/** What the configuration names itself is left to it: its options count. */
async function loadBuiltIns(named: ReadonlySet<string>, importLimitMs: number): Promise<TriedPlugins> {
  const names = (await builtInPlugins()).filter((name) => !named.has(name))
  const load = async (name: string) => {
    const plugin = await importNamed(name, { folder: '', importLimitMs })
    return needsOptions(plugin) ? [] : [createPlugin(plugin)]
  }
  return together(await Promise.all(names.map((name) => attempt(() => load(name)))))
}

function needsOptions(plugin: Plugin | ConfigurablePlugin): boolean {
  if (!isConfigurable(plugin)) return false
  return Object.values(plugin.options).some((option) => option.required === true && option.default === undefined)
}

async function loadNamed(
  reference: PluginReference,
  { folder, index, importLimitMs }: { folder: string; index: number; importLimitMs: number },
): Promise<TriedPlugins> {
  const options = typeof reference === 'string' ? {} : (reference.options ?? {})
  const load = async () => [createPlugin(await importNamed(useOf(reference), { folder, importLimitMs }), options)]
  const { plugins, errors } = await attempt(load)
  if (errors.length === 0) return { plugins, errors }
  const place = await placeOf(index, folder)
  return { plugins, errors: errors.map((error) => placed(error, place)) }
}

async function attempt(load: () => Promise<readonly Plugin[]>): Promise<TriedPlugins> {
  try {
    return { plugins: await load(), errors: [] }
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return { plugins: [], errors: thrown.errors }
    if (thrown instanceof CrmError) return { plugins: [], errors: [thrown] }
    throw thrown
  }
}

const useOf = (reference: PluginReference): string => (typeof reference === 'string' ? reference : reference.use)

interface ImportPlace {
  readonly folder: string
  readonly importLimitMs: number
}

async function importNamed(use: string, { folder, importLimitMs }: ImportPlace): Promise<Plugin | ConfigurablePlugin> {
  const file = await findPlugin(use, folder)
  if (file === undefined) throw await notFound(use, folder)
  const module = await importModule(file, importLimitMs).catch((cause: unknown) => {
    const why =
      cause === TIME_IS_UP ? `its module did not finish within ${importLimitMs / 1_000} seconds.` : asError(cause).message
    throw new CrmError('PLUGIN_LOAD_FAILED', `Plugin "${use}" cannot be loaded: ${why}`, {
      ...(cause === TIME_IS_UP ? {} : { cause }),
      details: { plugin: use, module: file },
    })
  })
  const plugins = [...new Set(Object.values(module))].filter(isPlugin)
  const [plugin] = plugins
  if (plugin && plugins.length === 1) return plugin
  const found = plugins.length === 0 ? 'no plugin' : `${plugins.length} plugins`
  throw new CrmError('PLUGIN_LOAD_FAILED', `The module of plugin "${use}" exports ${found}; it must export exactly one.`, {
    details: { plugin: use, module: file },
  })
}

function importModule(file: string, limitMs: number): Promise<Readonly<Record<string, unknown>>> {
  const loading: Promise<Readonly<Record<string, unknown>>> = import(pathToFileURL(file).href)
  return beforeLimit(loading, { limitMs, abort: new AbortController() })
}

async function notFound(use: string, folder: string): Promise<CrmError> {
  const path = soughtAt(use, folder)
  if (path !== undefined) {
    const message = `There is no plugin "${use}". There is neither a file ${path} nor a folder of that name with an index.js in it.`
    return new CrmError('PLUGIN_NOT_FOUND', message, { details: { plugin: use, path } })
  }
  const known = await builtInPlugins()
  const near = didYouMean(use, known)
  const way = near ? `Did you mean "${near}"?` : `Built in are: ${known.join(', ')}.`
  return new CrmError('PLUGIN_NOT_FOUND', `There is no plugin "${use}". ${way}`, {
    details: { plugin: use, known, ...(near ? { didYouMean: near } : {}) },
  })
}

const placed = (error: CrmError, place: ErrorDetails): CrmError =>
  new CrmError(error.code, error.message, { cause: error.cause, details: { ...place, ...error.details } })

/** A deployment made in memory, as in tests, has no file to point into. */
async function placeOf(index: number, folder: string): Promise<ErrorDetails> {
  const json = await readConfigFile(folder).catch(() => undefined)
  return json?.placeOf(['plugins', index]) ?? {}
}
