import { describe, expectTypeOf, test } from 'vitest'
import {
  type Action,
  defineAction,
  defineAssignmentStrategy,
  defineConfigurablePlugin,
  defineFact,
  defineLeadSource,
  definePlugin,
  defineReportType,
  defineScoringModel,
  type LeadInput,
  type Plugin,
  type Score,
} from '../../core/plugin-api/index.js'
import { buildRegistry } from '../../core/registry/index.js'

describe('parameters reach the method as they were declared', () => {
  const params = {
    tier: { type: 'string', oneOf: ['smb', 'enterprise'], required: true },
    days: { type: 'integer', default: 30 },
  } as const
  interface Expected {
    readonly tier: 'smb' | 'enterprise'
    readonly days: number
  }

  test('of an action', () => {
    defineAction({ label: 'A', params, perform: (request) => void expectTypeOf(request.params).toEqualTypeOf<Expected>() })
  })

  test('of a strategy, a model and a fact', () => {
    defineAssignmentStrategy({
      label: 'A',
      params,
      choose(_candidates, request) {
        expectTypeOf(request.params).toEqualTypeOf<Expected>()
        return { leftOut: [] }
      },
    })
    defineScoringModel({
      label: 'A',
      params,
      score(request) {
        expectTypeOf(request.params).toEqualTypeOf<Expected>()
        return { total: 0, contributions: [] }
      },
    })
    defineFact({
      label: 'A',
      params,
      value: { type: 'integer' },
      load(_leads, request) {
        expectTypeOf(request.params).toEqualTypeOf<Expected>()
        return []
      },
    })
  })

  test('written in place, without `as const`', () => {
    defineAction({
      label: 'A',
      params: { tier: { type: 'string', oneOf: ['smb', 'enterprise'] } },
      perform: (request) => void expectTypeOf(request.params.tier).toEqualTypeOf<'smb' | 'enterprise' | undefined>(),
    })
  })

  test('and none are there where none were declared', () => {
    defineAction({
      label: 'A',
      perform(request) {
        // @ts-expect-error no parameter of this name was declared
        request.params.tier
      },
    })
  })

  test('options of a plugin likewise', () => {
    defineConfigurablePlugin({
      name: 'sla',
      options: { minutes: { type: 'integer', default: 30 }, queue: { type: 'string' } },
      create(options) {
        expectTypeOf(options).toEqualTypeOf<{ readonly minutes: number; readonly queue?: string }>()
        return definePlugin({ name: 'sla' })
      },
    })
  })
})

describe('a report', () => {
  const report = defineReportType({
    label: 'A',
    columns: { source: { type: 'string', required: true }, leads: { type: 'integer', required: true } },
    run: () => [{ source: 'google', leads: 3 }],
  })

  test('answers rows of its columns', () => {
    type Rows = Awaited<ReturnType<typeof report.run>>
    expectTypeOf<Rows[number]>().toEqualTypeOf<{ readonly source: string; readonly leads: number }>()
  })

  test('is refused where a row lacks a column', () => {
    // @ts-expect-error "leads" is missing from the row
    defineReportType({ label: 'A', columns: { leads: { type: 'integer', required: true } }, run: () => [{ source: 'google' }] })
  })

  test('keeps its id in the type of its plugin, and a source likewise', () => {
    const chat = defineLeadSource({ label: 'Chat', parse: () => ({ values: {} }) })
    const plugin = definePlugin({ name: 'a', reportTypes: { 'by-source': report }, leadSources: { chat } })
    expectTypeOf<keyof NonNullable<typeof plugin.reportTypes>>().toEqualTypeOf<'by-source'>()
    expectTypeOf<keyof NonNullable<typeof plugin.leadSources>>().toEqualTypeOf<'chat'>()
  })
})

describe('hooks are typed by their kind', () => {
  test('a filter is given its subject and may answer a replacement or nothing', () => {
    definePlugin({
      name: 'x',
      hooks: {
        'lead:normalise': (input) => {
          expectTypeOf(input).toEqualTypeOf<LeadInput>()
          return { ...input, values: {} }
        },
        'lead:score': { order: 'post', handler: ({ score }) => void expectTypeOf(score).toEqualTypeOf<Score>() },
      },
    })
    // @ts-expect-error a filter cannot answer another kind of value
    definePlugin({ name: 'x', hooks: { 'lead:normalise': () => 'Sara' } })
  })

  test('a guard may answer a refusal or nothing', () => {
    definePlugin({
      name: 'x',
      hooks: { 'lead:assign': ({ ownerId }) => (ownerId === 'u-1' ? { refused: 'On leave.' } : undefined) },
    })
    // @ts-expect-error a guard refuses with a reason, not with false
    definePlugin({ name: 'x', hooks: { 'lead:assign': () => false } })
  })

  test('an event is told and answers nothing', () => {
    definePlugin({
      name: 'x',
      hooks: { 'lead:converted': async ({ lead }) => void expectTypeOf(lead.id).toEqualTypeOf<string>() },
    })
    // @ts-expect-error an event cannot refuse
    definePlugin({ name: 'x', hooks: { 'lead:converted': () => ({ refused: 'No.' }) } })
  })

  test('a misspelt hook is refused even beside a right one', () => {
    // @ts-expect-error 'lead:normalize' is no hook, and is refused even beside a right one
    definePlugin({ name: 'x', hooks: { 'lead:normalise': (input) => input, 'lead:normalize': () => {} } })
  })

  test('an order that there is not is refused', () => {
    // @ts-expect-error handlers stand before (pre) or after (post) the plain ones
    definePlugin({ name: 'x', hooks: { 'lead:converted': { order: 'first', handler: () => {} } } })
  })

  test('the bus knows the kind of each hook', () => {
    const { hooks } = buildRegistry([])
    expectTypeOf(hooks.filter('lead:normalise', { values: {} })).resolves.toEqualTypeOf<LeadInput>()
    // @ts-expect-error an event cannot be asked like a guard
    hooks.guard('lead:converted', { lead: {} as never })
    // @ts-expect-error the payload of an event is checked
    hooks.emit('lead:converted', { lead: 'l-1' })
  })
})

describe('a plugin', () => {
  test('cannot have a key that there is not', () => {
    // @ts-expect-error it is "reportTypes"
    definePlugin({ name: 'x', reports: {} })
  })

  test('with specific parts is a plugin like every other', () => {
    const action = defineAction({ label: 'A', params: { tier: { type: 'string', required: true } }, perform: () => undefined })
    expectTypeOf(action).toExtend<Action>()
    expectTypeOf(definePlugin({ name: 'x', actions: { action } })).toExtend<Plugin>()
  })
})
