import { describe, expect, test } from 'vitest'
import { definePlugin, type Lead, type LeadInput, type Plugin } from '../../../core/plugin-api/index.js'
import { buildRegistry, type PluginProblem } from '../../../core/registry/index.js'

const INPUT: LeadInput = { values: { name: 'Sara' } }
const LEAD: Lead = { id: 'l-1', version: 1, createdAt: 0, updatedAt: 0, source: 'web', status: 'new' }

function aBus(...plugins: readonly Plugin[]) {
  const problems: PluginProblem[] = []
  const registry = buildRegistry(plugins, { limitMs: 20, onProblem: (problem) => problems.push(problem) })
  return { registry, hooks: registry.hooks, problems }
}

const named = (name: string) => (input: LeadInput) => ({
  ...input,
  values: { ...input.values, name: `${input.values.name} ${name}` },
})

describe('order', () => {
  test('pre comes before plain, plain before post, and plugins in their order', async () => {
    const { hooks } = aBus(
      definePlugin({ name: 'a', hooks: { 'lead:normalise': { order: 'post', handler: named('a-post') } } }),
      definePlugin({ name: 'b', hooks: { 'lead:normalise': named('b') } }),
      definePlugin({ name: 'c', hooks: { 'lead:normalise': { order: 'pre', handler: named('c-pre') } } }),
      definePlugin({ name: 'd', dependsOn: ['e'], hooks: { 'lead:normalise': named('d') } }),
      definePlugin({ name: 'e', hooks: { 'lead:normalise': named('e') } }),
    )
    expect(await hooks.filter('lead:normalise', INPUT)).toEqual({ values: { name: 'Sara c-pre b e d a-post' } })
  })
})

describe('a filter', () => {
  test('hands the same value on where a handler answers nothing', async () => {
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:normalise': () => undefined } }))
    expect(await hooks.filter('lead:normalise', INPUT)).toBe(INPUT)
  })

  test('without handlers hands the value back', async () => {
    const { hooks } = aBus()
    expect(await hooks.filter('lead:normalise', INPUT)).toBe(INPUT)
    expect(hooks.has('lead:normalise')).toBe(false)
  })

  test('waits for handlers that answer later', async () => {
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:normalise': async (input) => named('later')(input) } }))
    expect(await hooks.filter('lead:normalise', INPUT)).toEqual({ values: { name: 'Sara later' } })
  })

  test.each([
    ['a text', 'Sara'],
    ['null', null],
    ['a list', []],
    ['a class with methods', { run: () => 1 }],
  ])('fails where a handler answers %s', async (_, answer) => {
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:normalise': () => answer as never } }))
    await expect(hooks.filter('lead:normalise', INPUT)).rejects.toMatchObject({ code: 'PLUGIN_FAILED' })
  })

  const values = { name: 'Sara' }
  test.each([
    ['nothing in it', {}],
    ['values of another shape', { values: ['Sara'] }],
    ['a text as activities', { values, activities: 'abc' }],
    ['an activity whose type is an object', { values, activities: [{ type: { a: 1 } }] }],
    ['an activity of no dotted type', { values, activities: [{ type: 'two words' }] }],
    ['an activity that writes another lead', { values, activities: [{ type: 'note', leadId: 'other' }] }],
    ['an activity at no instant', { values, activities: [{ type: 'note', at: 1.5 }] }],
    ['no number as at', { values, at: Number.NaN }],
    ['an instant beyond all days', { values, at: Number.MAX_SAFE_INTEGER }],
    ['an unknown mark', { values, touch: { utm_source: 'google' } }],
    ['a mark that is no text', { values, touch: { utmSource: 1 } }],
    ['what JSON cannot hold', { values, activities: [{ type: 'note', details: 1n }] }],
  ])('of a lead fails where a handler answers one with %s, and it is held against the plugin', async (_, answer) => {
    const { hooks, registry } = aBus(definePlugin({ name: 'a', hooks: { 'lead:normalise': () => answer as never } }))
    for (let time = 0; time < 3; time += 1)
      await expect(hooks.filter('lead:normalise', INPUT)).rejects.toMatchObject({
        code: 'PLUGIN_FAILED',
        details: { plugin: 'a', where: 'hook "lead:normalise"' },
      })
    expect(registry.plugins[0]?.state).toBe('off')
  })

  test('of a lead may answer a whole one', async () => {
    const whole = {
      values,
      at: 1,
      touch: { utmSource: 'google', clickId: undefined },
      activities: [{ type: 'page.pricing-2', at: 2, subject: 'Prices', details: { seconds: 4 } }, { type: 'note' }],
    }
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:normalise': () => whole as never } }))
    expect(await hooks.filter('lead:normalise', INPUT)).toEqual(whole)
  })

  test('keeps its value from a plugin that changes its answer afterwards', async () => {
    const answer = { values: { name: 'first' } }
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:normalise': () => answer } }))
    const filtered = await hooks.filter('lead:normalise', INPUT)
    answer.values.name = 'second'
    expect(filtered).toEqual({ values: { name: 'first' } })
  })

  test('reads a getter of an answer once, within the guarded call', async () => {
    const answer = {
      get values(): LeadInput['values'] {
        throw new Error('no values')
      },
    }
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:normalise': () => answer } }))
    await expect(hooks.filter('lead:normalise', INPUT)).rejects.toThrow('no values')
  })
})

describe('a guard', () => {
  const request = { lead: LEAD, ownerId: 'u-1' }

  test('lets through where nobody refuses', async () => {
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:assign': () => undefined } }))
    expect(await hooks.guard('lead:assign', request)).toBeUndefined()
  })

  test('answers the first refusal and asks nobody after it', async () => {
    const asked: string[] = []
    const { hooks } = aBus(
      definePlugin({ name: 'a', hooks: { 'lead:assign': async () => ({ refused: 'Not on Fridays.' }) } }),
      definePlugin({ name: 'b', hooks: { 'lead:assign': () => void asked.push('b') } }),
    )
    expect(await hooks.guard('lead:assign', request)).toEqual({ refused: 'Not on Fridays.' })
    expect(asked).toEqual([])
  })

  test.each([false, true, 'no', null, {}])('that answers %s lets nothing through', async (answer) => {
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:assign': () => answer as never } }))
    await expect(hooks.guard('lead:assign', request)).rejects.toThrow('a guard answers { refused: reason } or nothing')
  })
})

describe('an event', () => {
  test('reaches every listener though some fail, and throws nothing', async () => {
    const heard: string[] = []
    const { hooks, problems } = aBus(
      definePlugin({
        name: 'a',
        hooks: {
          'lead:converted': () => {
            throw new Error('boom')
          },
        },
      }),
      definePlugin({ name: 'b', hooks: { 'lead:converted': () => new Promise<void>(() => undefined) } }),
      definePlugin({ name: 'c', hooks: { 'lead:converted': ({ lead }) => void heard.push(lead.id) } }),
    )
    await hooks.emit('lead:converted', { lead: LEAD })
    expect(heard).toEqual(['l-1'])
    expect(problems.map(({ plugin, code, where }) => [plugin, code, where])).toEqual([
      ['a', 'PLUGIN_FAILED', 'hook "lead:converted"'],
      ['b', 'PLUGIN_TIMED_OUT', 'hook "lead:converted"'],
    ])
  })

  test('starts its listeners side by side', async () => {
    const order: string[] = []
    const listener = (name: string) => async () => {
      order.push(`${name} starts`)
      await Promise.resolve()
      order.push(`${name} ends`)
    }
    const { hooks } = aBus(
      definePlugin({ name: 'a', hooks: { 'lead:converted': listener('a') } }),
      definePlugin({ name: 'b', hooks: { 'lead:converted': listener('b') } }),
    )
    await hooks.emit('lead:converted', { lead: LEAD })
    expect(order).toEqual(['a starts', 'b starts', 'a ends', 'b ends'])
  })
})

describe('what a handler is given', () => {
  test('cannot be changed, however deep', async () => {
    const { hooks } = aBus(
      definePlugin({
        name: 'a',
        hooks: {
          'lead:normalise': (input) => {
            ;(input.values as { name: string }).name = 'changed'
          },
        },
      }),
    )
    const input = { values: { name: 'Sara' } }
    await expect(hooks.filter('lead:normalise', input)).rejects.toMatchObject({ code: 'PLUGIN_FAILED' })
    expect(input).toEqual({ values: { name: 'Sara' } })
  })

  test('names the plugin and carries a signal', async () => {
    const seen: unknown[] = []
    const { hooks } = aBus(definePlugin({ name: 'a', hooks: { 'lead:converted': (_, context) => void seen.push(context) } }))
    await hooks.emit('lead:converted', { lead: LEAD })
    expect(seen).toMatchObject([{ plugin: 'a', signal: expect.any(AbortSignal) }])
  })
})

describe('a plugin that is off', () => {
  test('is skipped by filters and guards, which is reported once until it is on again', async () => {
    const { registry, hooks, problems } = aBus(
      definePlugin({ name: 'a', hooks: { 'lead:normalise': named('a'), 'lead:assign': () => ({ refused: 'Never.' }) } }),
    )
    registry.switchOff('a', 'Being repaired.')
    for (let time = 0; time < 3; time++) expect(await hooks.filter('lead:normalise', INPUT)).toBe(INPUT)
    expect(await hooks.guard('lead:assign', { lead: LEAD, ownerId: 'u-1' })).toBeUndefined()
    expect(problems.map(({ code, where }) => `${code} ${where}`)).toEqual([
      'PLUGIN_SWITCHED_OFF hook "lead:normalise"',
      'PLUGIN_SWITCHED_OFF hook "lead:assign"',
    ])
    expect(hooks.has('lead:assign')).toBe(false)

    await registry.switchOn('a')
    expect(await hooks.filter('lead:normalise', INPUT)).toEqual({ values: { name: 'Sara a' } })
    registry.switchOff('a', 'Again.')
    await hooks.filter('lead:normalise', INPUT)
    expect(problems).toHaveLength(3)
  })

  test('is off after its third failure in a filter, and leads pass again', async () => {
    const { hooks } = aBus(
      definePlugin({
        name: 'a',
        hooks: {
          'lead:normalise': () => {
            throw new Error('boom')
          },
        },
      }),
    )
    for (let time = 0; time < 3; time++)
      await expect(hooks.filter('lead:normalise', INPUT)).rejects.toMatchObject({ code: 'PLUGIN_FAILED' })
    expect(await hooks.filter('lead:normalise', INPUT)).toBe(INPUT)
  })
})
