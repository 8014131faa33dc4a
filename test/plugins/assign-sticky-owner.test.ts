import { expect, test } from 'vitest'
import { filteredOut, outranked } from '../../core/plugin-api/index.js'
import { aCandidate, aLead } from '../../core/testing/contracts/index.js'
import { onlyStickyOwner, stickyOwner } from '../../plugins/assign-sticky-owner/sticky-owner.js'

const people = [aCandidate('a'), aCandidate('b')]
const asked = (knownOwner?: string) => ({ lead: aLead(), params: {}, facts: { knownOwner }, presence: {} })

test('who knows the customer comes first, and the others hear it', () => {
  expect(outranked(stickyOwner, people, asked('u-b'))).toEqual([{ userId: 'u-a', reason: 'not-sticky-owner' }])
})

test('a customer nobody here knows leaves everybody equal', () => {
  expect(outranked(stickyOwner, people, asked('u-elsewhere'))).toEqual([])
  expect(outranked(stickyOwner, people, asked())).toEqual([])
})

test('as a filter it lets nobody else have the lead, unless nobody knows the customer', () => {
  expect(filteredOut(onlyStickyOwner, people, asked('u-b')).map(({ userId }) => userId)).toEqual(['u-a'])
  expect(filteredOut(onlyStickyOwner, people, asked('u-elsewhere'))).toHaveLength(2)
  expect(filteredOut(onlyStickyOwner, people, asked())).toEqual([])
})
