import { defineAction } from '../../core/plugin-api/index.js'
import { settled } from './settled.js'

/** Makes account, contact and opportunity of the lead as its conversion proposes them; one that is converted stays as it is. */
export const convertLead = defineAction({
  label: { en: 'Convert the lead', fa: 'تبدیل سرنخ' },
  params: {},
  reversible: true,
  async perform({ lead, idempotencyKey }, { crm }) {
    settled('The lead was not converted', await crm.convertLead(lead.id, idempotencyKey))
  },
})
