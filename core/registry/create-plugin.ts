import { CrmError, CrmErrors } from '../errors.js'
import { fieldsSchema } from '../model/field-schema.js'
import type { Fields, ValuesOf } from '../model/fields.js'
import { compileSchema } from '../model/validate.js'
import { type ConfigurablePlugin, type Configured, isConfigurable, type Plugin } from '../plugin-api/index.js'
import { asPluginError } from './as-plugin-error.js'
import { isObject } from './contribution-kinds.js'
import { deepFreeze } from './plain-data.js'
import { malformed } from './plugin-mistake.js'

/**
 * Gives a plugin its options: checked against what it declares, with its defaults filled in, frozen.
 * A plugin that takes none is given back as it is.
 * @throws {CrmErrors} PLUGIN_OPTIONS_INVALID, one for each option that is wrong.
 * @example createPlugin(actionSendMail, { host: 'mail.example.com', from: 'sales@example.com' })
 */
export function createPlugin(plugin: Plugin | ConfigurablePlugin, options: unknown = {}): Plugin {
  if (isConfigurable(plugin)) return create(plugin, validOptions(plugin, options))
  if (isObject(options) === undefined && Object.keys(options as object).length === 0) return plugin
  throw new CrmErrors([invalid(plugin.name, { message: 'takes no options' })])
}

function create(plugin: ConfigurablePlugin, options: ValuesOf<Fields>): Plugin {
  const { name } = plugin
  let created: Plugin
  try {
    created = plugin.create(options)
  } catch (thrown) {
    throw new CrmErrors([asPluginError({ plugin: name, where: 'create' }, thrown)])
  }
  if (isObject(created) === undefined && created.name === name)
    return Object.freeze({ ...created, configured: configured(plugin, options) })
  throw new CrmErrors([malformed(name, 'must create a plugin of its own name')])
}

function configured({ options: declared }: ConfigurablePlugin, options: ValuesOf<Fields>): Configured {
  const shown = Object.entries(options).filter(([option]) => declared[option]?.secret !== true)
  return deepFreeze({ declared, values: Object.fromEntries(shown) })
}

function validOptions({ name, options: fields }: ConfigurablePlugin, given: unknown): ValuesOf<Fields> {
  const values = withDefaults(fields, given)
  const mistakes = compileSchema(fieldsSchema(fields))(values)
  if (mistakes.length > 0) {
    throw new CrmErrors(
      mistakes.map(({ path, field, message }) =>
        invalid(name, { option: field ?? path, message: `has a wrong option: ${message.en}` }),
      ),
    )
  }
  return deepFreeze(values) as ValuesOf<Fields>
}

function withDefaults(fields: Fields, given: unknown): unknown {
  if (isObject(given) !== undefined) return given
  const defaults = Object.entries(fields).filter(([, field]) => field.default !== undefined)
  return structuredClone({
    ...Object.fromEntries(defaults.map(([option, field]) => [option, field.default])),
    ...(given as object),
  })
}

function invalid(plugin: string, { option, message }: { option?: string; message: string }): CrmError {
  const place = option ? ` (${option})` : ''
  return new CrmError('PLUGIN_OPTIONS_INVALID', `Plugin "${plugin}" ${message}${place}.`, {
    details: { plugin, ...(option ? { field: option } : {}) },
  })
}
