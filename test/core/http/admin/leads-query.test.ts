import { describe, expect, test } from 'vitest'
import { leadsFilter, leadsQuery } from '../../../../core/http/admin/leads-query.js'

const NOW = Date.UTC(2026, 2, 21)
const queryOf = (given: Record<string, string>) => leadsQuery(leadsFilter(given), { now: NOW, userId: 'u-sara' })
const leaf = (field: string, operator: string, value: unknown) => ({ fact: 'lead', path: `$.${field}`, operator, value })

describe('the filter of the list of leads', () => {
  test('without anything it asks for all leads, newest first', () => {
    expect(queryOf({})).toEqual({ sort: { field: 'createdAt', direction: 'desc' } })
  })

  test('every part becomes a condition, and all must hold', () => {
    const { where } = queryOf({ status: 'new', scoreFrom: '40', within: '7', owner: 'me' })
    expect(where).toEqual({
      all: [
        leaf('status', 'equal', 'new'),
        leaf('ownerId', 'equal', 'u-sara'),
        leaf('score', 'greaterThanInclusive', 40),
        leaf('createdAt', 'greaterThan', NOW - 7 * 86_400_000),
      ],
    })
  })

  test('leads without an owner can be asked for', () => {
    expect(queryOf({ owner: 'nobody' }).where).toEqual({ all: [leaf('ownerId', 'present', false)] })
  })

  test('a score that is no number is not asked for', () => {
    expect(queryOf({ scoreFrom: 'many', within: '1e999' })).not.toHaveProperty('where')
  })

  test('only known fields sort', () => {
    expect(queryOf({ sort: 'score.asc' }).sort).toEqual({ field: 'score', direction: 'asc' })
    expect(queryOf({ sort: 'passwordHash.asc' }).sort).toEqual({ field: 'createdAt', direction: 'desc' })
  })
})
