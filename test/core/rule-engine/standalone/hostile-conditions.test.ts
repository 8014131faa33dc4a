import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { slotTable } from '../../../../core/rule-engine/compile/slot-table.js'
import { compile, compileConditions, coreOperators } from '../../../../core/rule-engine/index.js'

const leaf = { fact: 'size', operator: 'equal', value: 1 }
const nested = (depth: number, inner: unknown = leaf): unknown => {
  let node = inner
  for (let level = 0; level < depth; level += 1) node = level % 2 ? { not: node } : { all: [node] }
  return node
}
const list = (depth: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}
const doubling = Object.fromEntries(
  Array.from({ length: 40 }, (_, at) => [
    `c${at}`,
    { all: at === 0 ? [leaf] : [{ condition: `c${at - 1}` }, { condition: `c${at - 1}` }] },
  ]),
) as Readonly<Record<string, Conditions>>
const circular: { all: unknown[] } = { all: [] }
circular.all.push(circular)

const LARGE = 'RULE_CONDITIONS_TOO_LARGE'
const INVALID = 'RULE_CONDITIONS_INVALID'

const hostile: Readonly<Record<string, { code: string; conditions: unknown; named?: Readonly<Record<string, Conditions>> }>> = {
  '5,000 levels': { code: LARGE, conditions: nested(5_000) },
  'a value 5,000 levels deep': { code: LARGE, conditions: { all: [{ ...leaf, value: list(5_000) }] } },
  'parameters 5,000 levels deep': { code: LARGE, conditions: { all: [{ ...leaf, params: { deep: list(5_000) } }] } },
  'a million comparisons': { code: LARGE, conditions: { any: new Array(1_000_000).fill(leaf) } },
  'an object that contains itself': { code: LARGE, conditions: circular },
  'names that double forty times': { code: LARGE, conditions: { condition: 'c39' }, named: doubling },
  'a chain of names that is too deep': {
    code: LARGE,
    conditions: { condition: 'n300' },
    named: Object.fromEntries(
      Array.from({ length: 301 }, (_, at) => [`n${at}`, at ? { condition: `n${at - 1}` } : { all: [leaf] }]),
    ),
  },
  'a circle of names': {
    code: 'RULE_CONDITION_CYCLE',
    conditions: { all: [{ condition: 'one' }] },
    named: { one: { not: { condition: 'two' } }, two: { any: [leaf, { condition: 'one' }] } },
  },
  'a key __proto__': {
    code: INVALID,
    conditions: JSON.parse('{"all":[{"fact":"a","operator":"equal","value":{"__proto__":1}}]}'),
  },
  'a parameter constructor': { code: INVALID, conditions: { all: [{ ...leaf, params: { constructor: 1 } }] } },
  'a filter in a path': { code: INVALID, conditions: { all: [{ ...leaf, path: '$..[?(@.constructor)]' }] } },
  'a script in a path': { code: INVALID, conditions: { all: [{ ...leaf, path: '$.a[(@.length-1)]' }] } },
  'a filter on the right': { code: INVALID, conditions: { all: [{ ...leaf, value: { fact: 'a', path: '$[?(1)]' } }] } },
  'an operator of a million words': { code: INVALID, conditions: { all: [{ ...leaf, operator: `${'not:'.repeat(1e6)}equal` }] } },
  'no object': { code: INVALID, conditions: 'all' },
  'nothing to ask': { code: INVALID, conditions: {} },
  'a comparison at the top': { code: INVALID, conditions: leaf },
  'an empty list': { code: INVALID, conditions: { all: [] } },
  'a list that is none': { code: INVALID, conditions: { any: leaf } },
  'two kinds in one node': { code: INVALID, conditions: { all: [leaf], any: [leaf] } },
  'a literal with a key fact': { code: INVALID, conditions: { all: [{ ...leaf, value: { fact: 'a', amount: 1 } }] } },
  'a fact without a name': { code: INVALID, conditions: { all: [{ ...leaf, fact: 5 }] } },
  'no value': { code: INVALID, conditions: { all: [{ fact: 'size', operator: 'equal' }] } },
  'a priority that is no whole number': { code: INVALID, conditions: { all: [leaf], priority: '10' } },
  'a name that is no text': { code: INVALID, conditions: { all: [{ ...leaf, name: {} }] } },
  'parameters that are a list': { code: INVALID, conditions: { all: [{ ...leaf, params: [1] }] } },
}

describe('hostile conditions are refused with a code, never with an overflow', () => {
  test.each(Object.entries(hostile))('%s', (_, { code, conditions, named = {} }) => {
    const asked = conditions as Conditions
    expect(() => compile(asked, { conditions: named })).toThrow(expect.objectContaining({ name: 'CrmError', code }))
    const scope = { named, operators: coreOperators, slots: slotTable() }
    expect(() => compileConditions(asked, scope)).toThrow(expect.objectContaining({ name: 'CrmError', code }))
  })

  test('and the message names the place', () => {
    const conditions = { all: [leaf, { not: { any: [{ ...leaf, path: 'size' }] } }] }
    expect(() => compile(conditions)).toThrow('At conditions.all[1].not.any[0].path: a path is made of')
  })
})

test('depth that an honest rule may have is accepted', () => {
  expect(compile(nested(150) as Conditions).test({ size: 1 })).toBe(false)
})

test('names of a prototype are names like others', () => {
  const conditions: Conditions = { any: [{ fact: 'constructor', operator: 'equal', value: 1 }, { condition: 'toString' }] }
  const compiled = compile(conditions, { allowUndefinedFacts: true, allowUndefinedConditions: true })
  expect(compiled.test({})).toBe(false)
  expect(
    compile({ all: [{ fact: 'lead', path: '$.__proto__.constructor', operator: 'equal', value: undefined }] }).test({ lead: {} }),
  ).toBe(true)
})
