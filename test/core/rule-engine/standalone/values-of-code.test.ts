import { Engine } from 'json-rules-engine'
import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { compile, compileRules } from '../../../../core/rule-engine/index.js'

const ask = (fact: string, operator: string, value: unknown, more: object = {}) => ({ fact, operator, value, ...more })

const early = new Date(0)
const late = new Date(1_000)
const small = new Set([1])
const large = new Set([1, 2])

const operators = {
  before: (left: unknown, right: unknown) => (left as Date) < (right as Date),
  matches: (left: unknown, right: unknown) => (right as RegExp).test(String(left)),
  within: (left: unknown, right: unknown) => (right as Set<unknown>).has(left),
  isSame: (left: unknown, right: unknown) => Object.is(left, right),
  counts: (left: unknown, right: unknown) => Object.keys(right as object).length === left,
}

/** Every comparison is a rule of its own, so that the compiled set may share what is the same. */
async function bothNames(leaves: readonly ReturnType<typeof ask>[], given: Readonly<Record<string, unknown>>) {
  const rules = leaves.map((leaf, at) => ({ name: `${at}`, conditions: { all: [leaf] } as Conditions }))
  const engine = new Engine(rules.map((rule) => ({ ...rule, event: { type: 'holds' } }) as never))
  for (const [name, operator] of Object.entries(operators)) engine.addOperator(name, operator)
  const { results } = await engine.run({ ...given })
  const ours = compileRules(rules, { operators })
    .test(given)
    .holding.map(({ name }) => name)
  const trace = compileRules(rules, { operators }).trace(given)
  expect(trace.holding.map(({ name }) => name)).toEqual(ours)
  return { ours, theirs: results.map(({ name }) => name as string).sort() }
}

const cases: Readonly<Record<string, readonly [readonly ReturnType<typeof ask>[], Readonly<Record<string, unknown>>]>> = {
  dates: [
    [ask('a', 'before', early), ask('a', 'before', late), ask('a', 'equal', early), ask('a', 'equal', new Date(0))],
    { a: early },
  ],
  patterns: [[ask('a', 'matches', /x/), ask('a', 'matches', /y/), ask('a', 'matches', /X/i)], { a: 'x' }],
  sets: [[ask('a', 'within', small), ask('a', 'within', large)], { a: 2 }],
  'lists of what JSON writes as null': [
    [[Number.NaN], [null], [undefined], [Infinity], [-Infinity]].map((list) => ask('a', 'in', list)),
    { a: Infinity },
  ],
  'lists with null': [[[Number.NaN], [undefined], [null]].map((list) => ask('a', 'in', list)), { a: null }],
  'an element that is left out': [[ask('a', 'in', new Array(1)), ask('a', 'in', [undefined])], { a: undefined }],
  'keys without a value': [[ask('a', 'counts', { re: undefined }), ask('a', 'counts', {})], { a: 1 }],
  'both zeros': [[ask('a', 'isSame', 0), ask('a', 'isSame', -0)], { a: -0 }],
  'large integers': [
    [ask('a', 'equal', 1n), ask('a', 'equal', 2n), ask('a', 'in', [2n]), ask('a', 'greaterThan', 1n)],
    { a: 2n },
  ],
  functions: [[ask('a', 'isSame', bothNames), ask('b', 'isSame', ask)], { a: 1, b: 2 }],
  symbols: [[ask('a', 'equal', Symbol.for('x')), ask('a', 'equal', Symbol('x'))], { a: Symbol.for('x') }],
}

describe('values that are no JSON', () => {
  test.each(Object.entries(cases))('%s are different things to compare with', async (_, [leaves, given]) => {
    const { ours, theirs } = await bothNames(leaves, given)
    expect(ours).toEqual(theirs)
    expect(ours.length).toBeLessThan(leaves.length)
  })

  test('are different parameters, and the same where json-rules-engine calls a fact once for both', async () => {
    const twice = () => 1
    const other = () => 2
    const params = [
      ...[{ p: early }, { p: new Date(0) }, { p: late }, { p: /x/ }, { p: /x/ }, { p: /x/i }],
      ...[{ p: twice }, { p: other }, { p: Number.NaN }, { p: null }, { p: undefined }, {}],
    ]
    const conditions: Conditions = { all: params.map((each) => ask('visits', 'equal', 1, { params: each })) }
    const count = () => {
      const calls: unknown[] = []
      return { calls, visits: (asked: object) => calls.push(asked) > 0 && 1 }
    }
    const [ours, theirs] = [count(), count()]
    const engine = new Engine([{ conditions, event: { type: 'holds' } } as never])
    engine.addFact('visits', theirs.visits)
    await engine.run()
    expect(compile(conditions, { facts: { visits: ours.visits } }).test({})).toBe(true)
    expect(ours.calls).toEqual(theirs.calls)
    expect(ours.calls).toHaveLength(10)
  })

  test('a fact whose name looks like one with parameters is another', () => {
    const conditions: Conditions = { all: [ask('a({"b":1})', 'equal', 1), ask('a', 'equal', 2, { params: { b: 1 } })] }
    expect(compile(conditions).test({ a: 2, 'a({"b":1})': 1 })).toBe(true)
  })
})

describe('conditions belong to whoever compiled them', () => {
  test('what becomes of a list, a parameter or a node afterwards changes nothing', () => {
    const list = [1]
    const params = { page: 'home' }
    const node = ask('visits', 'in', list, { params })
    const conditions = { all: [node] }
    const compiled = compile(conditions, { facts: { visits: ({ page }) => (page === 'home' ? 2 : 1) } })
    list.push(2)
    params.page = 'pricing'
    conditions.all.push(ask('visits', 'equal', 5, { params }))
    node.operator = 'notIn'
    expect(compiled.test({})).toBe(false)
    expect(compiled.trace({})).toMatchObject({ outcome: 'fails', leaves: [1] })
    expect(compiled.trace({}).tree()).toMatchObject({ all: [{ operator: 'in', value: [1], params: { page: 'home' } }] })
    expect(compiled.explain({}, 'en').asks).toBe('visits (home) is one of 1')
  })

  test('a fact that writes to its parameters writes to its own', () => {
    const asked: unknown[] = []
    const visits = (params: Readonly<Record<string, unknown>>) => {
      asked.push(structuredClone(params))
      const mine = params as { days?: number; pages: string[] }
      mine.days = 7
      mine.pages.push('more')
      return 1
    }
    const compiled = compile({ all: [ask('visits', 'equal', 1, { params: { pages: ['home'] } })] }, { facts: { visits } })
    expect([compiled.test({}), compiled.test({})]).toEqual([true, true])
    expect(asked).toEqual([{ pages: ['home'] }, { pages: ['home'] }])
    expect(compiled.trace({}).tree()).toMatchObject({ all: [{ params: { pages: ['home'] } }] })
  })
})

describe('given facts', () => {
  const big: Conditions = { all: [ask('size', 'greaterThan', 5), ask('country', 'equal', 'IR')] }

  test('that are promises are awaited, as in json-rules-engine', async () => {
    const answer: boolean | Promise<boolean> = compile(big).test({ size: Promise.resolve(9), country: 'IR' })
    expect(answer).toBeInstanceOf(Promise)
    expect(await answer).toBe(true)
    const rules = compileRules([{ conditions: big }])
    expect((await rules.trace({ size: Promise.resolve(1), country: 'IR' })).leaves).toEqual([1, 2])
    const broken = new Error('broken')
    await expect(compile(big).test({ size: Promise.reject(broken), country: 'IR' })).rejects.toThrow(broken)
  })

  test('are an object', () => {
    for (const given of [null, undefined, 'size'] as never[]) {
      expect(() => compile(big).test(given)).toThrow(expect.objectContaining({ code: 'RULE_FACTS_INVALID' }))
      expect(() => compileRules([{ conditions: big }]).trace(given)).toThrow('Facts are given as an object, by name')
    }
  })
})
