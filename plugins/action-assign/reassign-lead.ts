import { defineAction, isRefusal } from '../../core/plugin-api/index.js'

/** Routes the lead anew, away from who has it: to a queue where one is named, otherwise as the routing rules say. */
export const reassignLead = defineAction({
  label: { en: 'Give to somebody else', fa: 'واگذاری به کس دیگر' },
  params: {
    queue: { type: 'string', label: { en: 'Queue', fa: 'صف' }, format: 'queue' },
    strategy: { type: 'string', label: { en: 'Strategy', fa: 'روش' } },
  },
  async perform({ lead, params: { queue, strategy }, idempotencyKey }, { crm, log }) {
    const request = { ...(queue === undefined ? {} : { queue }), ...(strategy === undefined ? {} : { strategy }) }
    const answer = await crm.reassignLead(lead.id, request, idempotencyKey)
    if (isRefusal(answer)) log('The lead was not given to somebody else.', { why: answer.refused })
  },
})
