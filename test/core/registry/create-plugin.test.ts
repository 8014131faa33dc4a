import { expect, test } from 'vitest'
import { CrmErrors } from '../../../core/errors.js'
import { defineConfigurablePlugin, definePlugin, type Plugin } from '../../../core/plugin-api/index.js'
import { buildRegistry, createPlugin } from '../../../core/registry/index.js'

let seen: unknown
const sla = defineConfigurablePlugin({
  name: 'sla',
  options: { minutes: { type: 'integer', default: 30, min: 1 }, queue: { type: 'string', required: true } },
  create(options) {
    seen = options
    return definePlugin({ name: 'sla' })
  },
})

function refusalOf(options: unknown, plugin: Parameters<typeof createPlugin>[0] = sla) {
  try {
    createPlugin(plugin, options)
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return thrown.errors
  }
  throw new Error('The options were not refused.')
}

test('options reach the plugin with defaults, as a frozen copy', () => {
  const given = { queue: 'inbound' }
  expect(createPlugin(sla, given).name).toBe('sla')
  expect(seen).toEqual({ minutes: 30, queue: 'inbound' })
  expect(Object.isFrozen(seen)).toBe(true)
  expect(given).toEqual({ queue: 'inbound' })
})

test.each([
  ['an option of the wrong type', { queue: 'inbound', minutes: 'ten' }, 'minutes'],
  ['an option out of bounds', { queue: 'inbound', minutes: 0 }, 'minutes'],
  ['an unknown option', { queue: 'inbound', hours: 1 }, 'hours'],
  ['a missing option', {}, 'queue'],
])('%s is refused by name', (_, options, field) => {
  expect(refusalOf(options)).toMatchObject([{ code: 'PLUGIN_OPTIONS_INVALID', details: { plugin: 'sla', field } }])
})

test.each([[[]], ['fast'], [null]])('options that are no object are refused: %j', (options) => {
  expect(refusalOf(options)).toMatchObject([{ code: 'PLUGIN_OPTIONS_INVALID' }])
})

test('a plugin that takes no options comes back as it is, and refuses any', () => {
  const plain = definePlugin({ name: 'plain' })
  expect(createPlugin(plain)).toBe(plain)
  expect(createPlugin(plain, {})).toBe(plain)
  expect(refusalOf({ minutes: 1 }, plain)).toMatchObject([{ code: 'PLUGIN_OPTIONS_INVALID', details: { plugin: 'plain' } }])
})

test('a plugin that fails to be created, or creates another, is refused', () => {
  const failing = defineConfigurablePlugin({
    name: 'failing',
    options: {},
    create: () => {
      throw new Error('boom')
    },
  })
  const lying = defineConfigurablePlugin({ name: 'lying', options: {}, create: () => definePlugin({ name: 'other' }) })
  const empty = defineConfigurablePlugin({ name: 'empty', options: {}, create: () => undefined as unknown as Plugin })
  expect(refusalOf({}, failing)).toMatchObject([{ code: 'PLUGIN_FAILED', message: 'Plugin "failing" failed in create: boom' }])
  expect(refusalOf({}, lying)).toMatchObject([{ code: 'PLUGIN_MALFORMED' }])
  expect(refusalOf({}, empty)).toMatchObject([{ code: 'PLUGIN_MALFORMED' }])
})

test('a created plugin keeps what it was configured with, but no secret', () => {
  const mailer = defineConfigurablePlugin({
    name: 'mailer',
    options: { host: { type: 'string', default: 'localhost' }, token: { type: 'string', secret: true } },
    create: () => definePlugin({ name: 'mailer' }),
  })
  const created = createPlugin(mailer, { token: 'hush' })
  expect(created.configured).toEqual({ declared: mailer.options, values: { host: 'localhost' } })
  const [status] = buildRegistry([created]).plugins
  expect(status?.configured?.values).toEqual({ host: 'localhost' })
})
