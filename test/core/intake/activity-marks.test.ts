import { expect, test } from 'vitest'
import { withActivityMarks } from '../../../core/intake/activity-marks.js'
import type { Lead } from '../../../core/model/entities/lead.js'

const lead = (parts: Partial<Lead> = {}): Lead =>
  ({ id: 'l', version: 1, createdAt: 0, updatedAt: 0, source: 'x', status: 'new', ...parts }) as Lead

test('a call that began goes on until it is told as over, in whatever order both are told', () => {
  const started = { type: 'call.started', at: 10, direction: 'inbound' } as const
  const over = { type: 'call.inbound', at: 50 } as const
  expect(withActivityMarks(lead(), [started])).toMatchObject({ inCallSince: 10, lastIncomingCallAt: 10 })
  expect(withActivityMarks(lead({ inCallSince: 10 }), [over]).inCallSince).toBeUndefined()
  expect(withActivityMarks(lead(), [over, started])).not.toHaveProperty('inCallSince')
})

test('the end of an older call does not end the one that goes on', () => {
  expect(withActivityMarks(lead({ inCallSince: 100 }), [{ type: 'call.inbound', at: 50 }]).inCallSince).toBe(100)
})

test('a call that we made is our answer and no incoming call; a note is neither', () => {
  const called = withActivityMarks(lead(), [{ type: 'call.outbound', at: 7, direction: 'outbound' }])
  expect(called).toMatchObject({ firstResponseAt: 7 })
  expect(called).not.toHaveProperty('lastIncomingCallAt')
  const before = lead()
  expect(withActivityMarks(before, [{ type: 'note', at: 7 }])).toEqual(before)
})
