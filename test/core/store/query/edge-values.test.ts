import { beforeAll, describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { defineFields } from '../../../../core/model/fields.js'
import { coreOperators } from '../../../../core/rule-engine/index.js'
import type { Store } from '../../../../core/store/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aStoredLead, leadWhere } from '../../../support/stored-records.js'

const custom = defineFields({ visits: { type: 'integer' }, interests: { type: 'multiSelect' } })

eachDatabase(({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open({ customFields: { lead: custom } })
  })
  const found = async (where: Conditions) => {
    const { records } = await store.records.list('lead', { where, sort: { field: 'id', direction: 'asc' }, limit: 100 })
    return records.map(({ id }) => id).join('')
  }

  describe('limits that no whole number comes near are told apart like smaller ones:', () => {
    const GREATEST = Number.MAX_SAFE_INTEGER
    beforeAll(async () => {
      const edge = { x: GREATEST, y: -GREATEST, z: undefined }
      const leads = Object.entries(edge).map(([id, visits]) => aStoredLead(id, { source: 'edge', ...(visits && { visits }) }))
      await store.records.insert('lead', leads)
    })
    const LIMITS = [GREATEST, GREATEST + 1, 1e21, 1e308, 'Infinity', '-Infinity', -1e21, -GREATEST - 1, -GREATEST, 0.5, '-0.5']
    const OPERATORS = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const
    test.each(LIMITS.flatMap((limit) => OPERATORS.map((operator) => [operator, limit] as const)))(
      '%s %j',
      async (operator, limit) => {
        const asked = { x: GREATEST, y: -GREATEST, z: undefined }
        const holds = Object.entries(asked).filter(([, visits]) => coreOperators[operator].test(visits, limit))
        const expected = holds.map(([id]) => id).join('')
        const edge = leadWhere('source', 'equal', 'edge')
        const one = leadWhere('visits', operator, limit)
        expect(await found({ all: [edge, one] })).toBe(expected)
        expect(await found({ all: [edge, { not: one }] })).toBe([...'xyz'].filter((id) => !expected.includes(id)).join(''))
      },
    )
  })

  test('choices with signs that no database keeps are kept without them, and break no question', async () => {
    await store.records.insert('lead', [aStoredLead('u', { source: 'odd', interests: ['a\0b', '\ud800', 'crm'] })])
    const odd = (operator: string, value: unknown) =>
      found({ all: [leadWhere('source', 'equal', 'odd'), leadWhere('interests', operator, value)] })
    expect((await store.records.get('lead', 'u'))?.['interests' as never]).toEqual(['ab', '\ufffd', 'crm'])
    expect(await odd('contains', 'ab')).toBe('u')
    expect(await odd('someFact:equal', 'crm')).toBe('u')
    expect(await odd('everyFact:in', ['ab', '\ufffd'])).toBe('')
  })
})
