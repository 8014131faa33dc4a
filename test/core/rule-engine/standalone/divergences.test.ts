import { Engine } from 'json-rules-engine'
import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { compile, compileRules } from '../../../../core/rule-engine/index.js'

const ask = (fact: string, operator: string, value: unknown, more: object = {}) => ({ fact, operator, value, ...more })
const ruleOf = (conditions: Conditions, more: object = {}) => ({ conditions, event: { type: 'holds' }, ...more }) as never
const namesOf = ({ results }: Awaited<ReturnType<Engine['run']>>) => results.map(({ name }) => name)

describe('where ours differs from json-rules-engine on purpose', () => {
  test('calls that overlap do not disturb each other; an engine that runs twice skips rules', async () => {
    const rules = [
      { name: 'first', priority: 2, conditions: { all: [ask('late', 'equal', 1)] } },
      { name: 'second', priority: 1, conditions: { all: [ask('late', 'equal', 1)] } },
    ]
    const wait = async ({ ms = 0 }: { ms?: number }) => new Promise((resolve) => setTimeout(resolve, ms, 1))
    const engine = new Engine(rules.map(({ conditions, ...rule }) => ruleOf(conditions, rule)))
    const [slow] = await Promise.all([engine.run({ late: () => wait({ ms: 30 }) }), engine.run({ late: 1 })])
    expect(namesOf(slow)).toEqual(['first'])
    let ms = 30
    const compiled = compileRules(rules, { facts: { late: () => wait({ ms }) } })
    const first = compiled.test({})
    ms = 0
    const answers = await Promise.all([first, compiled.test({})])
    expect(answers.map(({ holding }) => holding.length)).toEqual([2, 2])
  })

  test('a rule that fails is told apart and the others count; there the whole run rejects', async () => {
    const rules = [
      { name: 'broken', conditions: { all: [ask('size', 'in', 5)] } },
      { name: 'good', conditions: { all: [ask('size', 'equal', 1)] } },
    ]
    await expect(new Engine(rules.map(({ conditions, name }) => ruleOf(conditions, { name }))).run({ size: 1 })).rejects.toThrow()
    expect(compileRules(rules).test({ size: 1 }).holding).toEqual([rules[1]])
  })

  test('rules of one priority keep their order; there the first that is ready comes first', async () => {
    const rules = [
      { name: 'slow', conditions: { all: [ask('late', 'equal', 1)] } },
      { name: 'quick', conditions: { all: [ask('size', 'equal', 1)] } },
    ]
    const late = async () => new Promise((resolve) => setTimeout(resolve, 5, 1))
    const engine = new Engine(rules.map(({ conditions, name }) => ruleOf(conditions, { name })))
    expect(namesOf(await engine.run({ size: 1, late }))).toEqual(['quick', 'slow'])
    const { holding } = await compileRules(rules, { facts: { late } }).test({ size: 1 })
    expect(holding.map(({ name }) => name)).toEqual(['slow', 'quick'])
  })

  test('a path reaches own properties only; there it is JSONPath, which reaches more', async () => {
    const conditions: Conditions = { all: [ask('lead', 'equal', 3, { path: '$.constructor.length' })] }
    const inherited: Conditions = { all: [ask('lead', 'equal', 'function', { path: '$.toString' })] }
    expect(compile(conditions).test({ lead: {} })).toBe(false)
    expect(compile(inherited).test({ lead: {} })).toBe(false)
    const lead = { 'a b': 1, list: [1, 2] }
    const engine = new Engine([ruleOf({ all: [ask('lead', 'equal', 1, { path: "$['a b']" })] })])
    expect((await engine.run({ lead })).results).toHaveLength(1)
    expect(() => compile({ all: [ask('lead', 'equal', 1, { path: "$['a b']" })] })).toThrow('a path is made of')
  })

  test('an operator that answers neither true nor false does not hold; there it depends on where it stands', async () => {
    const vague = () => 'yes' as unknown as boolean
    const alone: Conditions = { all: [ask('size', 'vague', 1)] }
    const engine = new Engine([ruleOf(alone)])
    engine.addOperator('vague', vague)
    expect((await engine.run({ size: 1 })).results).toHaveLength(1)
    expect(compile(alone, { operators: { vague } }).test({ size: 1 })).toBe(false)
  })

  test('a comparison that cannot fail is not asked when the answer is settled, even about what cannot become a number', async () => {
    const odd = { toString: 1 }
    const conditions: Conditions = { all: [ask('size', 'equal', 2), ask('odd', 'lessThan', 1)] }
    await expect(new Engine([ruleOf(conditions)]).run({ size: 1, odd })).rejects.toThrow(TypeError)
    expect(compile(conditions).test({ size: 1, odd })).toBe(false)
  })

  test('a fact is worked out once; there an option works it out at every comparison', async () => {
    let calls = 0
    const size = () => (calls += 1)
    const conditions: Conditions = { all: [ask('size', 'equal', 1), ask('size', 'equal', 1)] }
    const engine = new Engine([ruleOf(conditions)])
    engine.addFact('size', size, { cache: false })
    expect((await engine.run()).results).toHaveLength(0)
    calls = 0
    expect(compile(conditions, { facts: { size } }).test({})).toBe(true)
  })

  test('a function that is given with a call is a value; there it is asked', async () => {
    const conditions: Conditions = { all: [ask('size', 'equal', 1)] }
    expect((await new Engine([ruleOf(conditions)]).run({ size: () => 1 })).results).toHaveLength(1)
    expect(compile(conditions).test({ size: () => 1 })).toBe(false)
  })

  test('empty lists and nodes of two kinds are refused; there they hold, or one of the kinds is not asked', async () => {
    for (const conditions of [{ all: [] }, { any: [] }] as const) {
      expect((await new Engine([ruleOf(conditions)]).run()).results).toHaveLength(1)
      expect(() => compile(conditions)).toThrow(expect.objectContaining({ code: 'RULE_CONDITIONS_INVALID' }))
    }
    const both = { any: [ask('size', 'equal', 1)], all: [ask('size', 'equal', 2)] } as unknown as Conditions
    expect((await new Engine([ruleOf(both)]).run({ size: 1 })).results).toHaveLength(1)
    expect(() => compile(both)).toThrow('"all" and "any" cannot stand in one node')
  })

  test('the rule itself comes back and nothing is emitted; there handlers hear its event, filled from facts', async () => {
    const event = { type: 'grew', params: { size: { fact: 'size' } } }
    const rule = { name: 'big', conditions: { all: [ask('size', 'greaterThan', 1)] } as Conditions, event }
    const heard: unknown[] = []
    const engine = new Engine([ruleOf(rule.conditions, { event })], { replaceFactsInEventParams: true })
    engine.on('grew', (params, almanac) => {
      heard.push(params)
      almanac.addFact('added', 7)
    })
    const { almanac } = await engine.run({ size: 5 })
    expect(heard).toEqual([{ size: 5 }])
    expect(await almanac.factValue('added')).toBe(7)
    const compiled = compileRules([rule])
    expect(compiled.test({ size: 5 }).holding[0]).toBe(rule)
    expect(compiled.trace({ size: 5 }).resultOf(rule).event).toEqual({ type: 'grew', params: { size: { fact: 'size' } } })
    expect(compiled).not.toHaveProperty('on')
  })
})
