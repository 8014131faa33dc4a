import { expect, test } from 'vitest'
import { aLead, recordingContext, testAction } from '../../core/testing/contracts/index.js'
import { notify } from '../../plugins/action-notify/notify.js'

testAction({ action: notify, params: { text: 'A hot lead', to: 'owner' } })

test('the text is filled in for every language', async () => {
  const context = recordingContext()
  const params = { text: { en: 'Hot: {{lead.name}}', fa: 'داغ: {{lead.name}}' }, to: 'managers' }
  await notify.perform({ lead: aLead({ name: 'Sara' }), params, idempotencyKey: 'key', rule: 'f/r' }, context)
  expect(context.calls).toEqual([
    { method: 'crm.notify', args: [{ text: { en: 'Hot: Sara', fa: 'داغ: Sara' }, leadId: aLead().id, to: 'managers' }, 'key'] },
  ])
})

test.each([[7], [null], [{ fa: 'سلام' }]])('%j is no text', async (text) => {
  const request = { lead: aLead(), params: { text, to: 'owner' }, idempotencyKey: 'key', rule: 'f/r' }
  await expect(async () => notify.perform(request, recordingContext())).rejects.toThrow('a text is needed')
})
