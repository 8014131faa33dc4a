import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseInSteps, fewestOpenLeads, filteredOut, nextInTurn, outranked } from '../../../../core/plugin-api/index.js'
import { queueBoard, whyNot } from '../../../../core/rule-engine/decide/queue-board.js'
import { aLead } from '../../../../core/testing/contracts/index.js'
import { skill } from '../../../../plugins/assign-skill/skill.js'

const member = fc.record({
  openLeads: fc.nat(5),
  capacity: fc.option(fc.nat(5), { nil: undefined }),
  active: fc.boolean(),
  away: fc.boolean(),
  skills: fc.subarray(['fa', 'en']),
})

test('nobody inactive, on leave, full or without the skill is ever chosen, and everybody else is explained once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(member, { maxLength: 8 }), fc.nat(20), async (people, cursor) => {
      const members = people.map(({ capacity, ...each }, position) => ({
        ...each,
        ...(capacity === undefined ? {} : { capacity }),
        userId: `u-${position}`,
        name: `u-${position}`,
        email: '',
        position,
        weight: 1,
        territories: [],
      }))
      const found = queueBoard([{ queue: 'q', cursors: {}, members }]).candidates('q')
      const asked = { lead: aLead({ language: 'fa' }), params: { field: 'language' }, facts: {}, presence: {} }
      const choice = await chooseInSteps(found?.free ?? [], {
        sieves: [(left) => filteredOut(skill, left, asked), (left) => outranked(fewestOpenLeads, left, asked)],
        pick: (left) => nextInTurn.choose(left, { lead: asked.lead, params: {}, cursor }),
      })
      const chosen = members.find(({ userId }) => userId === choice.ownerId)
      if (chosen) expect([whyNot(chosen), chosen.skills.includes('fa')]).toEqual([undefined, true])
      const explained = [...(found?.leftOut ?? []), ...choice.leftOut].map(({ userId }) => userId)
      const others = members.map(({ userId }) => userId).filter((userId) => userId !== choice.ownerId)
      expect(explained.toSorted()).toEqual(others.toSorted())
      const able = members.some((each) => whyNot(each) === undefined && each.skills.includes('fa'))
      expect(choice.ownerId !== undefined).toBe(able)
    }),
    { numRuns: 300 },
  )
})
