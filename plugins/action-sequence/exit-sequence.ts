import { defineAction } from '../../core/plugin-api/index.js'

/** Takes the lead out of a sequence, or without its name out of all; where it is in none, nothing happens. */
export const exitSequence = defineAction({
  label: { en: 'Take out of a sequence', fa: 'خروج از توالی' },
  params: {
    sequence: { type: 'string', label: { en: 'Sequence', fa: 'توالی' }, format: 'sequence' },
    reason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' }, default: 'rule', maxLength: 200 },
  },
  async perform({ lead, params: { sequence, reason }, idempotencyKey, rule }, { crm }) {
    await crm.leaveSequence(lead.id, { reason, rule, ...(sequence === undefined ? {} : { sequence }) }, idempotencyKey)
  },
})
