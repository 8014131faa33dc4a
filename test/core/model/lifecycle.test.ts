import { describe, expect, test } from 'vitest'
import { checkTransition, type Lifecycle, openStatuses, statusOf } from '../../../core/model/lifecycle.js'

const label = { en: 'x' }
const lifecycle: Lifecycle = {
  id: 'leads',
  start: 'new',
  statuses: [
    { id: 'new', label, category: 'open', next: ['contacted', 'lost'] },
    { id: 'contacted', label, category: 'open', requires: ['phone', 'budget'] },
    {
      id: 'lost',
      label,
      category: 'lost',
      reasons: [
        { id: 'price', label },
        { id: 'time', label },
      ],
      next: [],
    },
    { id: 'won', label, category: 'converted' },
  ],
}

test('statuses that still need work are the open ones', () => expect(openStatuses(lifecycle)).toEqual(['new', 'contacted']))

test('a status is found by its id', () => {
  expect(statusOf(lifecycle, 'won')?.category).toBe('converted')
  expect(statusOf(lifecycle, 'gone')).toBeUndefined()
})

describe('a move', () => {
  const filled = { phone: '021', budget: 0 }

  test('along a declared way with all that is needed is allowed', () => {
    expect(checkTransition(lifecycle, { from: 'new', to: 'contacted', values: filled })).toBeUndefined()
  })
  test('to a status that is not declared names those that are', () => {
    expect(checkTransition(lifecycle, { from: 'new', to: 'gone', values: {} })).toEqual({
      code: 'status-unknown',
      details: ['new', 'contacted', 'lost', 'won'],
    })
  })
  test('beside the declared ways names the ways', () => {
    expect(checkTransition(lifecycle, { from: 'new', to: 'won', values: {} })).toEqual({
      code: 'not-allowed',
      details: ['contacted', 'lost'],
    })
    expect(checkTransition(lifecycle, { from: 'lost', to: 'new', values: {} })).toEqual({ code: 'not-allowed', details: [] })
  })
  test('from a status without declared ways may go anywhere', () => {
    expect(checkTransition(lifecycle, { from: 'contacted', to: 'won', values: {} })).toBeUndefined()
  })
  test('names the fields that are missing; zero and no are values', () => {
    expect(checkTransition(lifecycle, { from: 'new', to: 'contacted', values: { phone: '', budget: 0 } })).toEqual({
      code: 'fields-missing',
      details: ['phone'],
    })
    expect(checkTransition(lifecycle, { from: 'new', to: 'contacted', values: { phone: null, budget: false } })?.details).toEqual(
      ['phone'],
    )
  })
  test.each([undefined, '', 'mood'])('with the reason %j names the reasons there are', (reason) => {
    const move = { from: 'new', to: 'lost', values: {}, ...(reason === undefined ? {} : { reason }) }
    expect(checkTransition(lifecycle, move)).toEqual({ code: 'reason-missing', details: ['price', 'time'] })
  })
  test('with a declared reason is allowed', () => {
    expect(checkTransition(lifecycle, { from: 'new', to: 'lost', reason: 'time', values: {} })).toBeUndefined()
  })
  test('to where the lead already is asks for nothing', () => {
    expect(checkTransition(lifecycle, { from: 'lost', to: 'lost', values: {} })).toBeUndefined()
  })
})
