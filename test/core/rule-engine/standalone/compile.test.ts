import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { type Almanac, compile, compileRules } from '../../../../core/rule-engine/index.js'

const ask = (fact: string, operator: string, value: unknown, more: object = {}) => ({ fact, operator, value, ...more })
const big: Conditions = { all: [ask('employees', 'greaterThanInclusive', 500), ask('country', 'in', ['IR', 'DE'])] }

describe('compiled conditions', () => {
  test('answer at once where every fact is given or worked out at once', () => {
    expect(compile(big).test({ employees: 620, country: 'IR' })).toBe(true)
    const derived = compile(big, {
      facts: { employees: (_, almanac) => Number(almanac.value('teams')) * 10, country: () => 'DE' },
    })
    expect(derived.test({ teams: 62 })).toBe(true)
    expect(derived.test({ teams: 6 })).toBe(false)
  })

  test('answer later where a fact does, and at once where it was given after all', async () => {
    const late = compile(big, { facts: { employees: async () => 620 } })
    const answer = late.test({ country: 'IR' })
    expect(answer).toBeInstanceOf(Promise)
    expect(await answer).toBe(true)
    expect(late.test({ country: 'IR', employees: 5 })).toBe(false)
  })

  test('ask a fact once for equal parameters, and those of a lower priority only where they are needed', () => {
    const calls: unknown[] = []
    const visits = (params: unknown) => calls.push(params) * 10
    const conditions: Conditions = {
      any: [
        ask('visits', 'greaterThan', 5, { params: { page: 'pricing', days: 7 }, priority: 9 }),
        ask('visits', 'lessThan', 50, { params: { days: 7, page: 'pricing' }, priority: 9 }),
        ask('visits', 'equal', 1, { params: { page: 'home' } }),
      ],
    }
    expect(compile(conditions, { facts: { visits } }).test({})).toBe(true)
    expect(calls).toEqual([{ page: 'pricing', days: 7 }])
  })

  test('ask cheap facts first when they are declared so', () => {
    const calls: string[] = []
    const fact = (name: string) => () => calls.push(name) > 100
    const conditions: Conditions = { all: [ask('slow', 'equal', true), ask('cheap', 'equal', true)] }
    compile(conditions, { facts: { slow: fact('slow'), cheap: { load: fact('cheap'), priority: 5 } } }).test({})
    expect(calls).toEqual(['cheap'])
  })

  test('throw what a fact throws, and tell it in the trace', async () => {
    const broken = new Error('broken')
    const options = {
      facts: {
        employees: (): number => {
          throw broken
        },
      },
    }
    expect(() => compile(big, options).test({ country: 'IR' })).toThrow(broken)
    expect(compile(big, options).trace({ country: 'IR' })).toMatchObject({ outcome: 'error', thrown: broken })
    await expect(compile(big, { facts: { employees: () => Promise.reject(broken) } }).test({ country: 'IR' })).rejects.toThrow(
      broken,
    )
    expect(compile(big).trace({ country: 'IR' })).toMatchObject({ outcome: 'error', thrown: { code: 'RULE_FACT_UNKNOWN' } })
  })

  test('refuse facts that wait for each other', async () => {
    const conditions: Conditions = { any: [ask('one', 'equal', 1), ask('two', 'equal', 1)] }
    const atOnce = compile(conditions, {
      facts: { one: (_, { value }) => Number(value('two')), two: (_, { value }) => Number(value('one')) },
    })
    expect(() => atOnce.test({})).toThrow(expect.objectContaining({ code: 'RULE_FACT_CYCLE' }))
    const wait = (other: string) => async (_: unknown, almanac: { factValue(fact: string): Promise<unknown> }) => {
      await null
      return almanac.factValue(other)
    }
    const later = compile(conditions, { facts: { one: wait('two'), two: wait('one') } })
    await expect(later.test({})).rejects.toMatchObject({ code: 'RULE_FACT_CYCLE' })
  })

  test('take operators of their own', () => {
    const conditions: Conditions = { all: [ask('name', 'everyFact:startsWith', 'S')] }
    const operators = { startsWith: (left: unknown, right: unknown) => String(left).startsWith(String(right)) }
    expect(compile(conditions, { operators }).test({ name: ['Sara', 'Sam'] })).toBe(true)
    expect(() => compile(conditions).test({ name: ['Sara'] })).toThrow(expect.objectContaining({ code: 'RULE_OPERATOR_UNKNOWN' }))
  })

  test('leave a small trace, from which the result tree is built', () => {
    const trace = compile(
      { any: [big, { condition: 'isOld' }] },
      { conditions: { isOld: { not: ask('age', 'lessThan', 9) } } },
    ).trace({
      employees: 620,
      country: 'US',
      age: 3,
    })
    expect(trace).toMatchObject({ outcome: 'fails', leaves: [2, 1, 2], slots: ['lead', 'employees', 'country', 'age'] })
    expect(trace.tree()).toEqual({
      priority: 1,
      any: [
        {
          priority: 1,
          all: [
            { ...ask('employees', 'greaterThanInclusive', 500), factResult: 620, valueResult: 500, result: true },
            { ...ask('country', 'in', ['IR', 'DE']), factResult: 'US', valueResult: ['IR', 'DE'], result: false },
          ],
        },
        { priority: 1, not: { ...ask('age', 'lessThan', 9), factResult: 3, valueResult: 9, result: true } },
      ],
    })
  })

  test('explain themselves in English and Persian', () => {
    const labels = { employees: { en: 'Employees', fa: 'کارکنان' }, 'lead.country': { en: 'Country', fa: 'کشور' } }
    const conditions: Conditions = {
      all: [ask('employees', 'greaterThanInclusive', 500), ask('lead', 'equal', 'IR', { path: '$.country' })],
    }
    const compiled = compile(conditions, { labels })
    const facts = { employees: 20, lead: { country: 'IR' } }
    expect(compiled.explain(facts, 'en')).toEqual({
      outcome: 'fails',
      asks: 'Employees is at least 500 and Country is IR',
      leaves: [
        { holds: false, sentence: 'Employees is 20, needs at least 500' },
        { holds: true, sentence: 'Country is IR, needs to be IR' },
      ],
    })
    expect(compiled.explain(facts, 'fa').leaves[0]?.sentence).toBe('«کارکنان» ۲۰ است؛ لازم: دست‌کم ۵۰۰')
    expect(compile({ condition: 'isHot' }).explain({}, 'en')).toEqual({
      outcome: 'error',
      asks: '',
      leaves: [],
      problem: 'There is no named condition "isHot".',
    })
  })
})

describe('compiled rules', () => {
  const rules = [
    { name: 'low', conditions: big },
    { name: 'high', conditions: { any: [ask('country', 'equal', 'IR')] }, priority: 10, points: 5 },
    { name: 'same', conditions: { not: ask('country', 'equal', 'US') } },
    { name: 'broken', conditions: { all: [ask('absent', 'equal', 1)] }, priority: 20 },
  ]

  test('are told by priority, then as they were given; one that fails stands apart', () => {
    const { holding, failed } = compileRules(rules).test({ employees: 700, country: 'IR' })
    expect(holding.map(({ name }) => name)).toEqual(['high', 'low', 'same'])
    expect(failed).toEqual([{ rule: rules[3], thrown: expect.objectContaining({ code: 'RULE_FACT_UNKNOWN' }) }])
    expect(holding[0]).toBe(rules[1])
  })

  test('give trace, result and reasons rule by rule', () => {
    const compiled = compileRules(rules)
    const trace = compiled.trace({ employees: 100, country: 'IR' })
    expect(compiled.rules.map((rule) => trace.outcomeOf(rule))).toEqual(['error', 'holds', 'fails', 'holds'])
    expect(compiled.rules.map((rule) => trace.resultOf(rule).result)).toEqual([null, true, false, true])
    expect(compiled.explain({ employees: 100, country: 'IR' }, 'en')[2]).toMatchObject({
      rule: rules[0],
      outcome: 'fails',
      leaves: [{ holds: false, sentence: 'employees is 100, needs at least 500' }, { holds: true }],
    })
  })

  test('refuse a priority that json-rules-engine refuses', () => {
    expect(() => compileRules([{ conditions: big, priority: -1 }])).toThrow(
      expect.objectContaining({ code: 'RULE_CONDITIONS_INVALID' }),
    )
  })
})

describe('a trace', () => {
  const odd = { toString: 1 }

  test('tells what was read when it was made, whatever the facts become', () => {
    const lead = { employees: 620, country: 'IR' }
    const at = (path: string) => ({ path })
    const conditions: Conditions = {
      all: [ask('lead', 'greaterThan', 500, at('$.employees')), ask('lead', 'equal', 'IR', at('$.country'))],
    }
    const trace = compile(conditions).trace({ lead })
    lead.employees = 1
    lead.country = 'DE'
    expect(trace.leaves).toEqual([2, 2])
    expect(trace.tree().all?.map(({ factResult }) => factResult)).toEqual([620, 'IR'])
  })

  test('tells rules whose operators may fail beside rules whose cannot', () => {
    const calls: unknown[] = []
    const isLike = (left: unknown) => calls.push(left) > 0
    const rules = [
      { name: 'like', conditions: { all: [ask('country', 'isLike', 'I'), ask('employees', 'equal', 1)] } as Conditions },
      { name: 'big', conditions: big },
      { name: 'in', conditions: { any: [ask('country', 'in', 5), ask('employees', 'equal', 1)] } as Conditions },
      { name: 'small', conditions: { any: [ask('country', 'isLike', 'I'), ask('employees', 'lessThan', 9)] } as Conditions },
    ]
    const trace = compileRules(rules, { operators: { isLike } }).trace({ country: 'IR', employees: 620 })
    expect(calls).toEqual(['IR'])
    expect(trace.holding.map(({ name }) => name)).toEqual(['big', 'small'])
    expect(trace.failed.map(({ rule }) => rule.name)).toEqual(['in'])
    expect(rules.map((rule) => trace.outcomeOf(rule))).toEqual(['fails', 'holds', 'error', 'holds'])
    expect(trace.leaves).toEqual([2, 1, 2, 2, 3, 1])
  })

  test('of a comparison that cannot be made names it, and settles the rule by the others', () => {
    const conditions: Conditions = { all: [ask('size', 'equal', 2), ask('odd', 'lessThan', 1)] }
    const trace = compile(conditions).trace({ size: 1, odd })
    expect(trace).toMatchObject({ outcome: 'fails', leaves: [1, 3] })
    expect(trace.tree().all?.[1]).toEqual(ask('odd', 'lessThan', 1))
  })

  test('of facts that do not let themselves be read tells which rules fail', () => {
    const closed = {
      get name() {
        throw new Error('closed')
      },
    }
    const rules = [
      { name: 'reads', conditions: { all: [ask('lead', 'equal', 'x', { path: '$.name' })] } as Conditions },
      { name: 'not', conditions: { all: [ask('lead', 'equal', undefined, { path: '$.size' })] } as Conditions },
    ]
    const trace = compileRules(rules).trace({ lead: closed })
    expect(rules.map((rule) => trace.outcomeOf(rule))).toEqual(['error', 'holds'])
  })

  test('does not take a list that was put together for one side for the one of the other side', () => {
    const sizes = { fact: 'lead', path: '$.teams[*].size' }
    const compiled = compile({ all: [{ ...sizes, operator: 'equal', value: sizes }] })
    const given = { lead: { teams: [{ size: 5 }] } }
    expect(compiled.test(given)).toBe(false)
    expect(compiled.trace(given)).toMatchObject({ outcome: 'fails', leaves: [1] })
  })

  test('knows only the rules that were compiled', () => {
    const rule = { conditions: big }
    const trace = compileRules([rule]).trace({ employees: 620, country: 'IR' })
    expect(() => trace.outcomeOf({ conditions: big })).toThrow(RangeError)
  })
})

describe('a fact that gives no answer', () => {
  const never = () => new Promise<number>(() => {})

  test('fails the rules that need it after the limit, and is named', async () => {
    const rules = [
      { name: 'waits', conditions: big },
      { name: 'other', conditions: { all: [ask('country', 'equal', 'IR')] } as Conditions },
    ]
    const options = { facts: { employees: never }, factLimitMs: 10 }
    const { holding, failed } = await compileRules(rules, options).test({ country: 'IR' })
    expect(holding.map(({ name }) => name)).toEqual(['other'])
    expect(failed).toMatchObject([
      { rule: { name: 'waits' }, thrown: { code: 'RULE_FACT_LATE', details: { fact: 'employees' } } },
    ])
  })

  test('is told with the one it waits for', async () => {
    const asking = async (_: object, almanac: Almanac) => {
      await null
      return (await almanac.factValue('teams')) as number
    }
    const facts = { employees: asking, teams: never }
    await expect(compile(big, { facts, factLimitMs: 10 }).test({ country: 'IR' })).rejects.toMatchObject({
      code: 'RULE_FACT_LATE',
      message: 'The fact employees gave no answer within 10 ms; it waits for teams.',
    })
  })

  test('but answers in time is like any other, and so is one without a limit', async () => {
    const soon = async () => new Promise<number>((resolve) => setTimeout(resolve, 5, 620))
    expect(await compile(big, { facts: { employees: soon }, factLimitMs: 5_000 }).test({ country: 'IR' })).toBe(true)
    expect(await compile(big, { facts: { employees: soon }, factLimitMs: Infinity }).test({ country: 'IR' })).toBe(true)
  })
})
