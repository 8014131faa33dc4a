import { expect, test } from 'vitest'
import { aLead, recordingContext, testAction } from '../../core/testing/contracts/index.js'
import { addToSegment, removeFromSegment } from '../../plugins/action-segment/membership.js'

testAction({ action: addToSegment, params: { segment: 'vip' } })
testAction({ action: removeFromSegment, params: { segment: 'vip' } })

test('a lead is put in and taken out by the key', async () => {
  const context = recordingContext({ leads: [aLead()] })
  const request = { lead: aLead(), params: { segment: 'vip' }, idempotencyKey: 'key', rule: 'f/r' }
  await addToSegment.perform(request, context)
  await removeFromSegment.perform(request, context)
  expect(context.calls).toEqual([
    { method: 'crm.setMembership', args: [aLead().id, { segment: 'vip', isMember: true }, 'key'] },
    { method: 'crm.setMembership', args: [aLead().id, { segment: 'vip', isMember: false }, 'key'] },
  ])
})
