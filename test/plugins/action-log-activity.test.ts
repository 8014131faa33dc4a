import { expect, test } from 'vitest'
import type { RuledRecord } from '../../core/plugin-api/index.js'
import { aLead, recordingContext, testAction } from '../../core/testing/contracts/index.js'
import { logActivity } from '../../plugins/action-log-activity/log-activity.js'

const params = { type: 'note', subject: { en: 'About {{lead.name}}', fa: 'دربارهٔ {{lead.name}}' }, language: 'fa' }
testAction({ action: logActivity, params })

test('the entry is in the language that the rule says, with its gaps filled and the rule named', async () => {
  const context = recordingContext()
  await logActivity.perform({ lead: aLead({ name: 'Sara' }), params, idempotencyKey: 'key', rule: 'f/r' }, context)
  const entry = { leadId: aLead().id, type: 'note', subject: 'دربارهٔ Sara', details: { rule: 'f/r' } }
  expect(context.calls).toEqual([{ method: 'crm.logActivity', args: [entry, 'key'] }])
})

test('about another record it stands in the timeline of that one', async () => {
  const context = recordingContext()
  const record = { id: 'o-1', name: 'Mill' } as unknown as RuledRecord
  const wanted = { type: 'call', subject: 'Still open: {{opportunity.name}}', language: 'en' }
  await logActivity.performOn?.({ entity: 'opportunity', record, params: wanted, idempotencyKey: 'key', rule: 'f/r' }, context)
  const entry = { opportunityId: 'o-1', type: 'call', subject: 'Still open: Mill', details: { rule: 'f/r' } }
  expect(context.calls).toEqual([{ method: 'crm.logActivity', args: [entry, 'key'] }])
})
