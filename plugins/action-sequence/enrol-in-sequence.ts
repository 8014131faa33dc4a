import { defineAction } from '../../core/plugin-api/index.js'

/** Puts the lead into a sequence. One that is in it already, or may not come again, stays where it is: that is no failure. */
export const enrolInSequence = defineAction({
  label: { en: 'Put into a sequence', fa: 'ورود به توالی' },
  params: { sequence: { type: 'string', label: { en: 'Sequence', fa: 'توالی' }, required: true, format: 'sequence' } },
  reversible: true,
  async perform({ lead, params: { sequence }, idempotencyKey, rule }, { crm }) {
    await crm.enrol(lead.id, { sequence, rule }, idempotencyKey)
  },
})
