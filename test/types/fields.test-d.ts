import { describe, expectTypeOf, test } from 'vitest'
import { defineFields, type Money, type ValuesOf } from '../../core/plugin-api/index.js'

const fields = defineFields({
  tier: { type: 'string', oneOf: ['smb', 'enterprise'], required: true },
  sector: {
    type: 'select',
    oneOf: [
      { value: 'it', label: 'IT' },
      { value: 'health', label: 'Health' },
    ],
  },
  days: { type: 'integer', default: 30 },
  note: { type: 'string' },
  budget: { type: 'money', required: true },
  tags: { type: 'multiSelect', oneOf: ['hot', 'cold'], default: [] },
  value: { type: 'json' },
})
type Values = ValuesOf<typeof fields>

describe('the values of declared fields', () => {
  test('keep the options as literals', () => {
    expectTypeOf<Values['tier']>().toEqualTypeOf<'smb' | 'enterprise'>()
    expectTypeOf<Values['sector']>().toEqualTypeOf<'it' | 'health' | undefined>()
    expectTypeOf<Values['tags']>().toEqualTypeOf<readonly ('hot' | 'cold')[]>()
  })

  test('are there where they are required or have a default, and may be absent otherwise', () => {
    expectTypeOf<Values['days']>().toEqualTypeOf<number>()
    expectTypeOf<Values['budget']>().toEqualTypeOf<Money>()
    expectTypeOf<Values>().toHaveProperty('note')
    expectTypeOf<Pick<Values, 'note'>>().toEqualTypeOf<{ readonly note?: string }>()
  })

  test('of a free value are unknown until somebody looks', () => {
    expectTypeOf<Values['value']>().toEqualTypeOf<unknown>()
  })

  test('cannot be changed', () => {
    const values = {} as Values
    // @ts-expect-error values are handed on, never changed
    values.days = 31
  })
})
