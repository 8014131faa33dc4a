import { expect, test } from 'vitest'
import { defineConfigurablePlugin, definePlugin, isConfigurable, isPlugin } from '../../../core/plugin-api/index.js'

const plain = definePlugin({ name: 'a' })
const configurable = defineConfigurablePlugin({ name: 'b', options: {}, create: () => plain })

test('what definePlugin gives is a plugin, is frozen and keeps its parts', () => {
  expect(isPlugin(plain)).toBe(true)
  expect(Object.isFrozen(plain)).toBe(true)
  expect(plain.name).toBe('a')
})

test('a plugin with options is told from one without', () => {
  expect(isPlugin(configurable)).toBe(true)
  expect(isConfigurable(configurable)).toBe(true)
  expect(isConfigurable(plain)).toBe(false)
})

test.each([[undefined], [null], ['a'], [{ name: 'a' }], [() => undefined]])('%j is no plugin', (value) =>
  expect(isPlugin(value)).toBe(false),
)

test('a plugin of another copy of the package is one as well', () => {
  expect(isPlugin({ name: 'a', [Symbol.for('sarnakh.plugin')]: true })).toBe(true)
})
