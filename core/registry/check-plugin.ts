import type { CrmError } from '../errors.js'
import { isConfigurable, isPlugin, type Plugin } from '../plugin-api/index.js'
import { checkApiVersion } from './check-api-version.js'
import { checkContributions } from './check-contributions.js'
import { checkFieldsAndMigrations } from './check-fields-and-migrations.js'
import { CONTRIBUTION_KINDS, isListOfTexts, isMethod, isObject, isText, type PartTest } from './contribution-kinds.js'
import { malformed, unknownName } from './plugin-mistake.js'

/** Everything that is wrong with the build of one plugin, whoever wrote it and in whatever language. */
export function checkPlugin(plugin: Plugin): readonly CrmError[] {
  if (!isPlugin(plugin)) return [malformed(nameOf(plugin), 'must come out of definePlugin')]
  if (isConfigurable(plugin)) return [malformed(nameOf(plugin), 'takes options, so it must be created with them first')]
  if (!NAME.test(nameOf(plugin))) return [malformed(nameOf(plugin), 'needs a name in kebab-case, such as "assign-round-robin"')]
  const shape = checkShape(plugin)
  return shape.length > 0
    ? shape
    : [...checkApiVersion(plugin), ...checkContributions(plugin), ...checkFieldsAndMigrations(plugin)]
}

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

function nameOf(plugin: unknown): string {
  const name = isObject(plugin) === undefined ? (plugin as { name?: unknown }).name : undefined
  return typeof name === 'string' ? name : 'without a name'
}

function checkShape(plugin: Plugin): readonly CrmError[] {
  return Object.entries(plugin).flatMap(([key, value]: [string, unknown]) => {
    if (!Object.hasOwn(PARTS, key)) {
      const mistake = `has "${key}", which no plugin can have`
      return [unknownName('PLUGIN_CONTRIBUTION_UNKNOWN', { plugin: plugin.name, mistake, name: key, known: Object.keys(PARTS) })]
    }
    const wanted = value === undefined ? undefined : PARTS[key as keyof Plugin](value)
    return wanted === undefined ? [] : [malformed(plugin.name, `has "${key}", which must be ${wanted}`)]
  })
}

const isString: PartTest = (value) => (typeof value === 'string' ? undefined : 'a text')
const isList: PartTest = (value) => (Array.isArray(value) ? undefined : 'a list')
const byId = Object.fromEntries(Object.keys(CONTRIBUTION_KINDS).map((kind) => [kind, isObject]))

/** Every key a plugin may have. */
const PARTS = {
  ...(byId as Readonly<Record<keyof typeof CONTRIBUTION_KINDS, PartTest>>),
  name: isString,
  label: isText,
  version: isString,
  api: isString,
  dependsOn: isListOfTexts,
  fields: isObject,
  hooks: isObject,
  declares: isObject,
  migrations: isList,
  configured: isObject,
  start: isMethod,
  stop: isMethod,
} satisfies Readonly<Record<keyof Plugin, PartTest>>
