import { describe, expect, test } from 'vitest'
import { CrmError } from '../../../core/errors.js'
import { definePlugin, OutsideError } from '../../../core/plugin-api/index.js'
import { buildRegistry, type PluginProblem, type Registry } from '../../../core/registry/index.js'

const IN_ACTION = { plugin: 'hostile', where: 'action "boom"' }

/** A registry with one plugin that behaves badly when it is called, and all that was reported of it. */
function aRegistry(options: { now?: () => number; limitMs?: number } = {}) {
  const problems: PluginProblem[] = []
  const registry = buildRegistry([definePlugin({ name: 'hostile' }), definePlugin({ name: 'friendly' })], {
    ...options,
    onProblem: (problem) => problems.push(problem),
  })
  return { registry, problems }
}

const statusOf = (registry: Registry, name: string) => registry.plugins.find((plugin) => plugin.name === name)
const fail = () => {
  throw new Error('boom')
}
async function failTimes(registry: Registry, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await registry.call(IN_ACTION, fail).catch(() => undefined)
}

describe('an answer', () => {
  test('comes back whether it is given at once or later', async () => {
    const { registry } = aRegistry()
    expect(await registry.call(IN_ACTION, () => 7)).toBe(7)
    expect(await registry.call(IN_ACTION, async () => 8)).toBe(8)
  })

  test('given in time leaves its signal alone', async () => {
    const { registry } = aRegistry({ limitMs: 1 })
    const signal = await registry.call(IN_ACTION, async (given) => given)
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(signal.aborted).toBe(false)
  })
})

describe('a failure', () => {
  const unprintable = Object.create(null) as object
  const withThrowingGetter = {
    get total(): number {
      throw new Error('no total')
    },
  }
  const withThrowingThen = {
    get then(): never {
      throw new Error('no then')
    },
  }
  const HOSTILE: readonly (readonly [string, () => unknown, string])[] = [
    ['throws', fail, 'boom'],
    ['rejects', async () => fail(), 'boom'],
    [
      'throws a text',
      () => {
        throw 'just a text'
      },
      'just a text',
    ],
    [
      'throws nothing',
      () => {
        throw undefined
      },
      'undefined',
    ],
    ['rejects with a number', () => Promise.reject(404), '404'],
    [
      'throws what cannot be written',
      () => {
        throw unprintable
      },
      'something that cannot be written as text',
    ],
    ['answers with a getter that throws', () => ({ score: withThrowingGetter }), 'no total'],
    ['answers later with a getter that throws', async () => [withThrowingGetter], 'no total'],
    ['answers with a then that throws', () => withThrowingThen, 'no then'],
  ]
  test.each(HOSTILE)('of a plugin that %s names plugin and place', async (_, run, message) => {
    const { registry, problems } = aRegistry({ now: () => 1_000 })
    const error = await registry.call(IN_ACTION, run).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(CrmError)
    expect(error).toMatchObject({
      code: 'PLUGIN_FAILED',
      message: `Plugin "hostile" failed in action "boom": ${message}`,
      details: IN_ACTION,
    })
    expect(problems).toMatchObject([{ ...IN_ACTION, code: 'PLUGIN_FAILED', at: 1_000, switchedOff: false }])
    expect(statusOf(registry, 'hostile')).toMatchObject({
      state: 'on',
      failures: 1,
      lastFailure: { at: 1_000, where: 'action "boom"' },
    })
  })

  test('keeps what was thrown as its cause', async () => {
    const cause = new Error('boom')
    await expect(aRegistry().registry.call(IN_ACTION, () => Promise.reject(cause))).rejects.toMatchObject({ cause })
  })

  test('of a plugin that never answers comes at the limit, and its signal is aborted', async () => {
    const { registry, problems } = aRegistry()
    let seen: AbortSignal | undefined
    const never = (signal: AbortSignal) => {
      seen = signal
      return new Promise<never>(() => undefined)
    }
    await expect(registry.call({ ...IN_ACTION, limitMs: 5 }, never)).rejects.toMatchObject({
      code: 'PLUGIN_TIMED_OUT',
      details: IN_ACTION,
    })
    expect(seen?.aborted).toBe(true)
    expect(problems).toMatchObject([{ code: 'PLUGIN_TIMED_OUT' }])
  })

  test('that comes after the limit is not counted again and disturbs nobody', async () => {
    const { registry, problems } = aRegistry({ limitMs: 5 })
    const late = () => new Promise<never>((_, reject) => setTimeout(() => reject(new Error('late')), 20))
    await expect(registry.call(IN_ACTION, late)).rejects.toMatchObject({ code: 'PLUGIN_TIMED_OUT' })
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(problems).toHaveLength(1)
  })
})

describe('repeated failures', () => {
  test('three within the window switch the plugin off, and it is not called again', async () => {
    const { registry, problems } = aRegistry()
    await failTimes(registry, 3)
    expect(statusOf(registry, 'hostile')).toMatchObject({ state: 'off', failures: 3 })
    expect(statusOf(registry, 'hostile')?.offReason).toContain('failed 3 times within 60 seconds')
    const called: string[] = []
    await expect(registry.call(IN_ACTION, () => called.push('again'))).rejects.toMatchObject({ code: 'PLUGIN_SWITCHED_OFF' })
    expect(called).toEqual([])
    expect(problems.map(({ switchedOff }) => switchedOff)).toEqual([false, false, true])
  })

  test('to answer at all count like every other', async () => {
    const { registry } = aRegistry({ limitMs: 5 })
    for (let time = 0; time < 3; time++)
      await registry.call(IN_ACTION, () => new Promise<never>(() => undefined)).catch(() => undefined)
    expect(statusOf(registry, 'hostile')).toMatchObject({ state: 'off', failures: 3 })
  })

  test('of one plugin leave the others on', async () => {
    const { registry } = aRegistry()
    await failTimes(registry, 3)
    expect(await registry.call({ plugin: 'friendly', where: 'action "smile"' }, () => 'smile')).toBe('smile')
  })

  test('that lie further apart than the window do not add up', async () => {
    let clock = 0
    const { registry } = aRegistry({ now: () => clock })
    for (clock = 0; clock <= 300_000; clock += 30_001) await failTimes(registry, 1)
    expect(statusOf(registry, 'hostile')).toMatchObject({ state: 'on', failures: 10 })
  })

  test('of the outside or of the core are reported but switch nothing off', async () => {
    const { registry, problems } = aRegistry()
    for (let time = 0; time < 5; time++) {
      await registry
        .call(IN_ACTION, () => Promise.reject(new OutsideError('The other side answered 503.')))
        .catch(() => undefined)
      await registry
        .call(IN_ACTION, () => Promise.reject(new CrmError('INTERNAL', 'The database is away.')))
        .catch(() => undefined)
    }
    expect(problems).toHaveLength(10)
    expect(statusOf(registry, 'hostile')).toMatchObject({ state: 'on', failures: 10 })
  })

  test('are forgotten when the plugin is switched on again', async () => {
    const { registry } = aRegistry()
    await failTimes(registry, 3)
    expect(await registry.switchOn('hostile')).toMatchObject({ state: 'on', failures: 0 })
    await failTimes(registry, 2)
    expect(statusOf(registry, 'hostile')).toMatchObject({ state: 'on', failures: 2 })
  })
})

test('a plugin can be switched off by hand, with a reason', async () => {
  const { registry } = aRegistry()
  expect(registry.switchOff('hostile', 'Being repaired.')).toMatchObject({ state: 'off', offReason: 'Being repaired.' })
  await expect(registry.call(IN_ACTION, () => 1)).rejects.toThrow('Being repaired.')
})
