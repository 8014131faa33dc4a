import { describe, expect, test } from 'vitest'
import { CrmError, CrmErrors } from '../../../core/errors.js'
import { CORE_FACT_NAMES } from '../../../core/model/core-fact-names.js'
import { CORE_OPERATOR_NAMES } from '../../../core/model/core-operator-names.js'
import { defineConfigurablePlugin, definePlugin, type Plugin } from '../../../core/plugin-api/index.js'
import { buildRegistry } from '../../../core/registry/index.js'
import { coreFacts, coreOperators } from '../../../core/rule-engine/index.js'

const notify = { label: 'Notify', perform: () => undefined }

/** Codes and messages with which plugins are refused. */
function refusalOf(...plugins: readonly Plugin[]): readonly CrmError[] {
  try {
    buildRegistry(plugins)
  } catch (thrown) {
    if (thrown instanceof CrmErrors) return thrown.errors
  }
  throw new Error('The plugins were not refused.')
}

/** A plugin as somebody without types writes it. */
const untyped = (plugin: object): Plugin => definePlugin(plugin as Plugin)

describe('order', () => {
  test('plugins stand after those they depend on and keep their order otherwise', () => {
    const plugins = [definePlugin({ name: 'c', dependsOn: ['a'] }), definePlugin({ name: 'b' }), definePlugin({ name: 'a' })]
    expect(buildRegistry(plugins).plugins.map(({ name }) => name)).toEqual(['a', 'c', 'b'])
  })

  test('a dependency that is not loaded is refused with the nearest name', () => {
    const [error] = refusalOf(definePlugin({ name: 'sla', dependsOn: ['action-notfy'] }), definePlugin({ name: 'action-notify' }))
    expect(error).toMatchObject({ code: 'PLUGIN_MISSING_DEPENDENCY', details: { plugin: 'sla', didYouMean: 'action-notify' } })
    expect(error?.message).toBe('Plugin "sla" depends on "action-notfy", which is not loaded. Did you mean "action-notify"?')
  })

  test('a circle of dependencies is refused and named in full', () => {
    const circle = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ] as const
    const errors = refusalOf(...circle.map(([name, needed]) => definePlugin({ name, dependsOn: [needed] })))
    expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'PLUGIN_DEPENDENCY_CYCLE Plugins depend on each other in a circle: a → b → c → a.',
    ])
  })
})

describe('names', () => {
  test('the same plugin twice is refused', () => {
    expect(refusalOf(definePlugin({ name: 'a' }), definePlugin({ name: 'a' }))).toMatchObject([
      { code: 'PLUGIN_DUPLICATE', details: { plugin: 'a' } },
    ])
  })

  test('one id from two plugins is refused and names both', () => {
    const errors = refusalOf(definePlugin({ name: 'a', actions: { notify } }), definePlugin({ name: 'b', actions: { notify } }))
    expect(errors).toMatchObject([{ code: 'PLUGIN_CONTRIBUTION_DUPLICATE', details: { plugins: ['a', 'b'] } }])
    expect(errors[0]?.message).toBe('The action "notify" is given twice: by plugin "a" and by plugin "b".')
  })

  test('one id in two kinds is no conflict', () => {
    const fact = { label: 'Notify', value: { type: 'integer' }, load: () => [] } as const
    expect(buildRegistry([definePlugin({ name: 'a', actions: { notify }, facts: { notify: fact } })]).facts.has('notify')).toBe(
      true,
    )
  })

  test('a field that the core or another plugin has already is refused', () => {
    const field = { lead: { budget: { type: 'money' } } } as const
    expect(refusalOf(definePlugin({ name: 'a', fields: field }), definePlugin({ name: 'b', fields: field }))).toMatchObject([
      { code: 'PLUGIN_CONTRIBUTION_DUPLICATE', details: { plugins: ['a', 'b'] } },
    ])
    expect(refusalOf(definePlugin({ name: 'a', fields: { lead: { email: { type: 'email' } } } }))).toMatchObject([
      { code: 'PLUGIN_CONTRIBUTION_DUPLICATE', details: { plugins: ['the core', 'a'] } },
    ])
  })
})

describe('operators', () => {
  const operator = { label: 'Is', test: () => true }

  test('one that is named like an operator of the core is refused, because databases would not ask it', () => {
    const errors = refusalOf(definePlugin({ name: 'a', operators: { equal: operator, isLike: operator, sameText: operator } }))
    expect(errors).toMatchObject([
      { code: 'PLUGIN_CONTRIBUTION_DUPLICATE', details: { plugins: ['the core', 'a'] } },
      { code: 'PLUGIN_CONTRIBUTION_DUPLICATE', details: { plugins: ['the core', 'a'] } },
    ])
    expect(errors.map(({ message }) => message)).toEqual([
      'The operator "equal" is given twice: by the core and by plugin "a".',
      'The operator "sameText" is given twice: by the core and by plugin "a".',
    ])
  })

  test('those of the core are all known by name', () => {
    expect([...CORE_OPERATOR_NAMES].sort()).toEqual(Object.keys(coreOperators).sort())
  })
})

describe('facts', () => {
  const fact = { label: 'Is', value: { type: 'integer' }, load: () => [] } as const

  test('one that is named like a fact of the core is refused, because decisions would not ask it', () => {
    const errors = refusalOf(definePlugin({ name: 'a', facts: { lead: fact, credit: fact, jalali: fact } }))
    expect(errors.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'PLUGIN_CONTRIBUTION_DUPLICATE: The fact "lead" is given twice: by the core and by plugin "a".',
      'PLUGIN_CONTRIBUTION_DUPLICATE: The fact "jalali" is given twice: by the core and by plugin "a".',
    ])
  })

  test('those of the core are all known by name', () => {
    expect([...CORE_FACT_NAMES].sort()).toEqual(Object.keys(coreFacts).sort())
  })
})

describe('what rules name', () => {
  test('is refused where two plugins give it', () => {
    const strategy = { label: 'Next', choose: () => undefined } as never
    const model = { label: 'Sum', score: () => undefined } as never
    const giving = (name: string) =>
      definePlugin({ name, actions: { notify }, assignmentStrategies: { next: strategy }, scoringModels: { sum: model } })
    expect(refusalOf(giving('a'), giving('b')).map(({ message }) => message)).toEqual([
      'The scoring model "sum" is given twice: by plugin "a" and by plugin "b".',
      'The assignment strategy "next" is given twice: by plugin "a" and by plugin "b".',
      'The action "notify" is given twice: by plugin "a" and by plugin "b".',
    ])
  })
})

describe('versions', () => {
  test.each(['^1', '1', '1.x', '1.0', '^1.0.0', '^2 || ^1'])('a plugin written for %s is taken', (api) => {
    expect(buildRegistry([definePlugin({ name: 'a', api })]).plugins).toHaveLength(1)
  })

  test.each(['^2', '0.9', '^1.7', 'newest', ''])('a plugin written for "%s" is refused', (api) => {
    expect(refusalOf(definePlugin({ name: 'a', api }))).toMatchObject([
      { code: 'PLUGIN_API_VERSION', details: { plugin: 'a', wanted: api } },
    ])
  })
})

describe('unknown and malformed parts', () => {
  test('an unknown key is refused with the nearest one', () => {
    expect(refusalOf(untyped({ name: 'a', reportType: {} }))).toMatchObject([
      { code: 'PLUGIN_CONTRIBUTION_UNKNOWN', details: { plugin: 'a', didYouMean: 'reportTypes' } },
    ])
  })

  test('fields of an unknown entity are refused', () => {
    expect(refusalOf(untyped({ name: 'a', fields: { leed: {} } }))).toMatchObject([
      { code: 'PLUGIN_CONTRIBUTION_UNKNOWN', details: { didYouMean: 'lead' } },
    ])
  })

  test('a misspelt hook beside a right one is refused', () => {
    const hooks = { 'lead:normalise': () => undefined, 'lead:normalize': () => undefined }
    expect(refusalOf(untyped({ name: 'a', hooks }))).toMatchObject([
      { code: 'PLUGIN_HOOK_UNKNOWN', details: { plugin: 'a', didYouMean: 'lead:normalise' } },
    ])
  })

  test('a hook that another plugin declares is known', () => {
    const declaring = definePlugin({ name: 'a', declares: { 'quota:used': 'event' } })
    expect(() => buildRegistry([declaring, untyped({ name: 'b', hooks: { 'quota:used': () => undefined } })])).not.toThrow()
  })

  const MALFORMED: readonly (readonly [string, object])[] = [
    ['a name that is not kebab-case', { name: 'My Plugin' }],
    ['a name that is no text', { name: 7 }],
    ['hooks that are a list', { name: 'a', hooks: [] }],
    ['a handler that is a text', { name: 'a', hooks: { 'lead:admit': 'no' } }],
    ['an order that there is not', { name: 'a', hooks: { 'lead:admit': { order: 'first', handler: () => undefined } } }],
    ['dependencies that are one text', { name: 'a', dependsOn: 'b' }],
    ['an action without its method', { name: 'a', actions: { notify: { label: 'Notify' } } }],
    ['an action without a label', { name: 'a', actions: { notify: { perform: () => undefined } } }],
    ['an action that is nothing', { name: 'a', actions: { notify: null } }],
    ['an id with a space', { name: 'a', actions: { 'notify me': notify } }],
    ['a job that never comes', { name: 'a', jobs: { sweep: { every: 'now and then', run: () => undefined } } }],
    ['a field in snake case', { name: 'a', fields: { lead: { lead_size: { type: 'integer' } } } }],
    ['a field without a type', { name: 'a', fields: { lead: { size: {} } } }],
    ['a migration of the wrong shape', { name: 'a', migrations: [{ name: 'one', up: 'drop' }] }],
    ['a hook kind that there is not', { name: 'a', declares: { 'quota:used': 'signal' } }],
    ["the core's own hook declared", { name: 'a', declares: { 'lead:admit': 'guard' } }],
    ['a start that is no method', { name: 'a', start: true }],
  ]
  test.each(MALFORMED)('%s is refused', (_, plugin) => {
    expect(refusalOf(untyped(plugin))).toMatchObject([{ code: 'PLUGIN_MALFORMED' }])
  })

  test('what did not come out of definePlugin is refused', () => {
    for (const thing of [{ name: 'a' }, null, 'a'])
      expect(refusalOf(thing as Plugin)).toMatchObject([{ code: 'PLUGIN_MALFORMED' }])
  })

  test('a plugin that still waits for its options is refused', () => {
    const configurable = defineConfigurablePlugin({ name: 'a', options: {}, create: () => definePlugin({ name: 'a' }) })
    expect(refusalOf(configurable as unknown as Plugin)).toMatchObject([{ code: 'PLUGIN_MALFORMED' }])
  })

  test('all mistakes of all plugins are told together', () => {
    expect(refusalOf(untyped({ name: 'a', actoins: {} }), untyped({ name: 'b', api: '^9' })).map(({ code }) => code)).toEqual([
      'PLUGIN_CONTRIBUTION_UNKNOWN',
      'PLUGIN_API_VERSION',
    ])
  })
})

describe('what a registry gives', () => {
  const registry = buildRegistry([
    definePlugin({
      name: 'a',
      version: '2.1.0',
      actions: { notify },
      fields: { lead: { budget: { type: 'money' } } },
      migrations: [{ name: '1-quota', up: ['CREATE TABLE plugin_quota (id TEXT)'], down: ['DROP TABLE plugin_quota'] }],
    }),
  ])

  test('contributions by id, each with its giver', () => {
    expect(registry.actions.get('notify')).toEqual({ id: 'notify', plugin: 'a', value: notify })
    expect(registry.fields).toEqual({ lead: { budget: { type: 'money' } } })
    expect(registry.migrations).toMatchObject([{ plugin: 'a', migration: { name: '1-quota' } }])
  })

  test('a status per plugin', () => {
    expect(registry.plugins).toEqual([
      {
        name: 'a',
        label: 'a',
        version: '2.1.0',
        dependsOn: [],
        contributions: { actions: ['notify'], fields: ['lead.budget'], migrations: ['1-quota'] },
        state: 'on',
        failures: 0,
      },
    ])
  })

  test('a plugin nobody loaded is not found', async () => {
    await expect(registry.switchOn('b')).rejects.toMatchObject({ code: 'PLUGIN_UNKNOWN' })
    expect(() => registry.switchOff('b', 'Off.')).toThrow(CrmError)
  })
})
