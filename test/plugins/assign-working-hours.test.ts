import { expect, test } from 'vitest'
import { filteredOut } from '../../core/plugin-api/index.js'
import { aCandidate, aLead } from '../../core/testing/contracts/index.js'
import { workingHours } from '../../plugins/assign-working-hours/working-hours.js'

const people = [
  aCandidate('day', { workingCalendar: 'day' }),
  aCandidate('night', { workingCalendar: 'night' }),
  aCandidate('feast', { workingCalendar: 'feast' }),
  aCandidate('any'),
]
const presence = { day: 'working', night: 'outside-working-hours', feast: 'on-holiday' } as const
const out = (params: Readonly<Record<string, unknown>>) =>
  filteredOut(workingHours, people, { lead: aLead(), params, facts: {}, presence })

test('who is not at work by their own calendar is left out, and a holiday is told apart', () => {
  expect(out({})).toEqual([
    { userId: 'u-night', reason: 'outside-working-hours' },
    { userId: 'u-feast', reason: 'on-holiday' },
  ])
})

test('who has no calendar works by that of the rule', () => {
  expect(out({ calendar: 'night' }).map(({ userId }) => userId)).toContain('u-any')
})
