import { expect, test } from 'vitest'
import type { Candidate } from '../../core/plugin-api/index.js'
import { aCandidate, aLead, testAssignmentStrategy } from '../../core/testing/contracts/index.js'
import { leastBusy } from '../../plugins/assign-least-busy/least-busy.js'

testAssignmentStrategy({ strategy: leastBusy })

const choose = async (candidates: readonly Candidate[], cursor = 0) =>
  leastBusy.choose(candidates, { lead: aLead(), params: {}, cursor })

test('the candidate with the fewest open leads gets the lead, and the others see both numbers', async () => {
  const candidates = [aCandidate('a', { openLeads: 5 }), aCandidate('b', { position: 1, openLeads: 2 })]
  expect(await choose(candidates)).toEqual({
    ownerId: 'u-b',
    leftOut: [{ userId: 'u-a', reason: 'busier', details: { openLeads: 5, fewest: 2 } }],
    cursor: 2,
  })
})

test('among equals it is the next in turn', async () => {
  const equals = ['a', 'b', 'c'].map((name, position) => aCandidate(name, { position, openLeads: 2 }))
  const owners: (string | undefined)[] = []
  let cursor = 0
  for (let turn = 0; turn < 4; turn++) {
    const choice = await choose(equals, cursor)
    owners.push(choice.ownerId)
    cursor = choice.cursor ?? cursor
  }
  expect(owners).toEqual(['u-a', 'u-b', 'u-c', 'u-a'])
})

test('an equal who was not chosen hears that it was not their turn', async () => {
  const equals = [aCandidate('a'), aCandidate('b', { position: 1 })]
  expect((await choose(equals)).leftOut).toEqual([{ userId: 'u-b', reason: 'not-their-turn', details: { place: 1, turn: 0 } }])
})
