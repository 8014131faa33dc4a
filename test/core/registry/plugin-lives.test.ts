import { expect, test } from 'vitest'
import { type ActingContext, definePlugin, type Plugin } from '../../../core/plugin-api/index.js'
import { buildRegistry } from '../../../core/registry/index.js'

const contextFor = (plugin: string, signal: AbortSignal) => ({ plugin, signal }) as ActingContext

/** Plugins that write down when they start and stop. */
function diary() {
  const entries: string[] = []
  const plugin = (name: string, more: Partial<Plugin> = {}) =>
    definePlugin({
      name,
      start: (context) => void entries.push(`${name} starts as ${context.plugin}`),
      stop: () => void entries.push(`${name} stops`),
      ...more,
    })
  return { entries, plugin }
}

test('plugins start in order and stop in reverse', async () => {
  const { entries, plugin } = diary()
  const registry = buildRegistry([plugin('b', { dependsOn: ['a'] }), plugin('a')])
  await registry.start(contextFor)
  await registry.stop()
  expect(entries).toEqual(['a starts as a', 'b starts as b', 'b stops', 'a stops'])
})

test('one that cannot start is off, with those that depend on it; the others run', async () => {
  const { entries, plugin } = diary()
  const broken = plugin('a', { start: () => Promise.reject(new Error('no licence')) })
  const registry = buildRegistry([broken, plugin('b', { dependsOn: ['a'] }), plugin('c')])
  await registry.start(contextFor)
  expect(registry.plugins.map(({ name, state }) => `${name} ${state}`)).toEqual(['a off', 'b off', 'c on'])
  expect(registry.plugins[0]?.offReason).toBe('It could not start. Plugin "a" failed in start: no licence')
  expect(registry.plugins[1]?.offReason).toBe('It depends on "a", which is off.')
  expect(entries).toEqual(['c starts as c'])
})

test('one that could not start is started when it is switched on', async () => {
  let ready = false
  const { entries, plugin } = diary()
  const waking = plugin('a', {
    start() {
      if (!ready) throw new Error('not yet')
      entries.push('a starts')
    },
  })
  const registry = buildRegistry([waking])
  await registry.start(contextFor)
  expect(await registry.switchOn('a')).toMatchObject({ state: 'off' })
  ready = true
  expect(await registry.switchOn('a')).toMatchObject({ state: 'on' })
  await registry.switchOn('a')
  expect(entries).toEqual(['a starts'])
})

test('one that was switched off meanwhile is stopped all the same', async () => {
  const { entries, plugin } = diary()
  const registry = buildRegistry([plugin('a')])
  await registry.start(contextFor)
  registry.switchOff('a', 'Being repaired.')
  await registry.stop()
  expect(entries).toEqual(['a starts as a', 'a stops'])
})

test('one that fails to stop holds up nobody', async () => {
  const { entries, plugin } = diary()
  const registry = buildRegistry([plugin('a'), plugin('b', { stop: () => Promise.reject(new Error('stuck')) })])
  await registry.start(contextFor)
  await registry.stop()
  expect(entries.at(-1)).toBe('a stops')
})
