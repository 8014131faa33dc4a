import { expect, test } from 'vitest'
import type { Candidate } from '../../core/plugin-api/index.js'
import { aCandidate, aLead, testAssignmentStrategy } from '../../core/testing/contracts/index.js'
import { roundRobin } from '../../plugins/assign-round-robin/round-robin.js'

testAssignmentStrategy({ strategy: roundRobin })

const three = ['a', 'b', 'c'].map((name, position) => aCandidate(name, { position }))
const choose = async (candidates: readonly Candidate[], cursor: number) =>
  roundRobin.choose(candidates, { lead: aLead(), params: {}, cursor })

/** Owners of as many leads as there are lists of present members, one after the other. */
async function ownersOf(present: readonly (readonly Candidate[])[]): Promise<readonly (string | undefined)[]> {
  const owners: (string | undefined)[] = []
  let cursor = 0
  for (const candidates of present) {
    const choice = await choose(candidates, cursor)
    owners.push(choice.ownerId)
    cursor = choice.cursor ?? cursor
  }
  return owners
}

test('everybody gets a lead in turn, and after the last comes the first', async () => {
  expect(await ownersOf([three, three, three, three])).toEqual(['u-a', 'u-b', 'u-c', 'u-a'])
})

test('who is absent is passed over and takes the next turn after coming back', async () => {
  const withoutB = three.filter(({ name }) => name !== 'b')
  expect(await ownersOf([three, withoutB, three, three])).toEqual(['u-a', 'u-c', 'u-a', 'u-b'])
})

test('the order of the list does not matter, the place in the queue does', async () => {
  expect(await choose([...three].reverse(), 1)).toMatchObject({ ownerId: 'u-b' })
})

test('the others are told whose turn it was', async () => {
  expect((await choose(three, 1)).leftOut).toEqual([
    { userId: 'u-c', reason: 'not-their-turn', details: { place: 2, turn: 1 } },
    { userId: 'u-a', reason: 'not-their-turn', details: { place: 0, turn: 1 } },
  ])
})
