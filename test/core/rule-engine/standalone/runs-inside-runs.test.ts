import { describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { type CompiledRules, compileRules, type StandaloneRule } from '../../../../core/rule-engine/index.js'

const ask = (fact: string, operator: string, value: unknown) => ({ fact, operator, value })

interface Node {
  readonly size: number
  readonly inner?: Node
}

/** Rules of which one asks all of them about another record, in the middle of its own run. */
function selfAsking(way: 'test' | 'trace'): CompiledRules<StandaloneRule & { readonly name: string }> {
  const told: unknown[] = []
  const rules: readonly { readonly name: string; readonly conditions: Conditions }[] = [
    { name: 'known', conditions: { all: [ask('size', 'isOver', 10)] } },
    { name: 'asking', conditions: { all: [ask('size', 'isOver', 10), ask('inner', 'asksAgain', true)] } },
    { name: 'small', conditions: { all: [ask('size', 'lessThan', 10)] } },
    { name: 'large', conditions: { all: [ask('size', 'greaterThan', 10)] } },
    { name: 'shared', conditions: { all: [ask('size', 'isOver', 10), ask('size', 'isOver', 11)] } },
    { name: 'shared too', conditions: { any: [ask('size', 'isOver', 11), ask('size', 'isOver', 99)] } },
  ]
  const compiled: CompiledRules<(typeof rules)[number]> = compileRules(rules, {
    operators: {
      isOver: (left, right) => Number(left) > Number(right),
      asksAgain: (left) => {
        const inner = left as Node | undefined
        if (inner) told.push(compiled[way]({ size: inner.size, inner: inner.inner }))
        return true
      },
    },
  })
  return compiled
}

const expected = {
  20: ['known', 'asking', 'large', 'shared', 'shared too'],
  5: ['small'],
} as const

describe('a run inside another', () => {
  test.each(['test', 'trace'] as const)('leaves the answers of the outer %s alone', async (way) => {
    const compiled = selfAsking(way)
    for (const inner of [{ size: 5 }, { size: 20, inner: { size: 5, inner: { size: 20 } } }])
      for (const size of [20, 5] as const) {
        const found = await compiled[way]({ size, inner })
        expect(found.holding.map(({ name }) => name)).toEqual(expected[size])
      }
  })

  test('notes its comparisons in its own trace', async () => {
    const compiled = selfAsking('trace')
    const alone = await compiled.trace({ size: 20, inner: undefined })
    const nested = await compiled.trace({ size: 20, inner: { size: 5 } })
    expect(nested.leaves).toEqual(alone.leaves)
    expect(nested.leaves).not.toContain(0)
  })
})
