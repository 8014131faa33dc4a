import { describe, expect, test } from 'vitest'
import { LEFT_OUT_REASONS } from '../../model/decision.js'
import type { AssignmentStrategy, Candidate, Choice, Lead } from '../../plugin-api/index.js'
import { deepFreeze } from '../../registry/index.js'
import { expectWellDeclared } from './expect-well-declared.js'
import { aLead, sampleCandidates } from './samples.js'

/** What every assignment strategy promises; the first test of a new one. */
export function testAssignmentStrategy({
  strategy,
  params = {},
  lead = aLead({ province: 'tehran' }),
}: {
  strategy: AssignmentStrategy
  params?: Readonly<Record<string, unknown>>
  lead?: Lead
}): void {
  const choose = async (candidates: readonly Candidate[], cursor = 0): Promise<Choice> =>
    strategy.choose(deepFreeze(candidates), deepFreeze({ lead, params, cursor }))
  const CURSORS = [0, 1, 2, 3, 7, 1_000_003]

  describe('as every assignment strategy', () => {
    test('it says what it is', () => expectWellDeclared(strategy))

    test('it chooses nobody where there is nobody', async () => {
      expect(await choose([])).toMatchObject({ leftOut: [] })
      expect((await choose([])).ownerId).toBeUndefined()
    })

    test.each(CURSORS)('it chooses a candidate or nobody, and explains everyone else once, at cursor %i', async (cursor) => {
      const { ownerId, leftOut } = await choose(sampleCandidates, cursor)
      const others = sampleCandidates.map(({ userId }) => userId).filter((id) => id !== ownerId)
      expect(leftOut.map(({ userId }) => userId).sort()).toEqual(others.sort())
      for (const { reason } of leftOut) expect(LEFT_OUT_REASONS).toContain(reason)
    })

    test('it answers the same to the same question, so that a decision can be replayed', async () => {
      for (const cursor of CURSORS) expect(await choose(sampleCandidates, cursor)).toEqual(await choose(sampleCandidates, cursor))
    })

    test('its next cursor is a whole number that it understands itself', async () => {
      let cursor = 0
      for (let turn = 0; turn < 20; turn++) {
        const choice = await choose(sampleCandidates, cursor)
        if (choice.cursor !== undefined) expect(Number.isSafeInteger(choice.cursor) && choice.cursor >= 0).toBe(true)
        cursor = choice.cursor ?? cursor
      }
    })

    test('a cursor that points behind the last place does no harm', async () => {
      const [alone] = sampleCandidates
      if (alone) expect([alone.userId, undefined]).toContain((await choose([alone], 99)).ownerId)
    })
  })
}
