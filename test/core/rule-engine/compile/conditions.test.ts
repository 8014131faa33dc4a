import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { pathReader } from '../../../../core/rule-engine/compile/read-path.js'
import { slotTable } from '../../../../core/rule-engine/compile/slot-table.js'
import { compileConditions, coreOperators, inlineConditions, slotKey } from '../../../../core/rule-engine/index.js'

function holds(conditions: Conditions, lead: unknown): boolean {
  return compileConditions(conditions, { named: {}, operators: coreOperators, slots: slotTable() })([lead])
}
const ask = (operator: string, value: unknown, path = '$.size'): Conditions => ({
  all: [{ fact: 'lead', path, operator, value }],
})

describe('comparisons', () => {
  test('a missing value is unequal, in no list, and neither more nor less than anything', () => {
    expect(holds(ask('notEqual', 5), {})).toBe(true)
    expect(holds(ask('notIn', [5]), {})).toBe(true)
    expect(holds(ask('greaterThanInclusive', 0), {})).toBe(false)
    expect(holds(ask('lessThan', 0), {})).toBe(false)
    expect(holds(ask('not:greaterThan', 0), {})).toBe(true)
  })

  test('a list is looked into, anything else neither contains nor lacks', () => {
    expect(holds(ask('contains', 'a'), { size: ['a'] })).toBe(true)
    expect(holds(ask('contains', 'a'), { size: 'a' })).toBe(false)
    expect(holds(ask('doesNotContain', 'b'), { size: 'a' })).toBe(false)
  })

  test('text that begins with digits counts as a number and is compared as it stands', () => {
    expect(holds(ask('greaterThan', 5), { size: '10' })).toBe(true)
    expect(holds(ask('greaterThan', 5), { size: '10abc' })).toBe(false)
    expect(holds(ask('greaterThanInclusive', 0), { size: null })).toBe(false)
  })

  test('present tells a value from an empty or missing one', () => {
    expect([0, false, 'x'].map((size) => holds(ask('present', true), { size }))).toEqual([true, true, true])
    expect([undefined, null, ''].map((size) => holds(ask('present', false), { size }))).toEqual([true, true, true])
  })

  test('what another fact says can stand on the right', () => {
    const conditions: Conditions = {
      all: [{ fact: 'lead', path: '$.size', operator: 'equal', value: { fact: 'lead', path: '$.limit' } }],
    }
    expect(holds(conditions, { size: 3, limit: 3 })).toBe(true)
    expect(holds(conditions, { size: 3, limit: 4 })).toBe(false)
  })

  test('a list asked for and not given is an error, even behind an answer that is settled', () => {
    expect(() =>
      holds(
        {
          any: [
            { fact: 'lead', path: '$.size', operator: 'equal', value: 1 },
            { fact: 'lead', operator: 'in', value: 5 },
          ],
        },
        { size: 1 },
      ),
    ).toThrow(TypeError)
  })
})

describe('paths', () => {
  test('reach own properties, elements and every element', () => {
    const lead = { a: { b: [{ c: 1 }, {}, { c: 3 }] } }
    expect(pathReader('$.a.b[2].c')(lead)).toBe(3)
    expect(pathReader('$.a.b[*].c')(lead)).toEqual([1, 3])
    expect(pathReader('$.constructor')(lead)).toBeUndefined()
    expect(pathReader('$.toString.name')(lead)).toBeUndefined()
    expect(pathReader('$.a')('text')).toBe('text')
  })
})

describe('named conditions', () => {
  const conditions = {
    isBig: ask('greaterThan', 5),
    isHuge: { all: [{ condition: 'isBig' }, { fact: 'lead', path: '$.size', operator: 'greaterThan', value: 50 }] },
  } as const

  test('are written out, one inside another', () => {
    expect(inlineConditions({ conditions }, { condition: 'isHuge' })).toEqual({
      all: [conditions.isBig, conditions.isHuge.all[1]],
    })
  })

  test('that do not exist are refused by name', () => {
    expect(() => inlineConditions({ conditions }, { condition: 'isSmall' })).toThrow('There is no named condition "isSmall".')
  })

  test('that run in a circle are refused with the circle', () => {
    const circular = { one: { not: { condition: 'two' } }, two: { all: [{ condition: 'one' }] } } as const
    expect(() => inlineConditions({ conditions: circular }, { condition: 'one' })).toThrow('one → two → one')
  })
})

test('a slot key does not depend on the order of its parameters', () => {
  expect(slotKey('lead')).toBe('lead')
  expect(slotKey('f', { b: 1, a: { d: [2], c: '1' } })).toBe('f({"a":{"c":"1","d":[2]},"b":1})')
  expect(slotKey('f', { a: { c: '1', d: [2] }, b: 1 })).toBe(slotKey('f', { b: 1, a: { d: [2], c: '1' } }))
  expect(slotKey('f', { a: 1 })).not.toBe(slotKey('f', { a: '1' }))
})
