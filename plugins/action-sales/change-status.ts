import { defineAction, OutsideError } from '../../core/plugin-api/index.js'
import { settled } from './settled.js'

/** Moves a lead to another status, or an opportunity to another stage, where its lifecycle lets it. */
export const changeStatus = defineAction({
  label: { en: 'Change the status', fa: 'تغییر وضعیت' },
  params: {
    to: {
      type: 'string',
      label: { en: 'To', fa: 'به' },
      description: { en: 'A status, for an opportunity a stage', fa: 'یک وضعیت؛ برای فرصت فروش یک مرحله' },
      required: true,
      format: 'status',
    },
    reason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' } },
  },
  entities: ['lead', 'opportunity'],
  reversible: true,
  async perform({ lead, params: { to, reason }, idempotencyKey }, { crm }) {
    const changes = { status: to, ...(reason === undefined ? {} : { statusReason: reason }) }
    settled(`The lead was not moved to "${to}"`, await crm.updateLead(lead.id, changes, idempotencyKey))
  },
  async performOn({ entity, record: { id }, params: { to, reason }, idempotencyKey, rule }, { crm }) {
    if (entity !== 'opportunity') throw new OutsideError(`An ${entity} has no status.`, { final: true })
    const changes = { stage: to, ...(reason === undefined ? {} : { stageReason: reason }) }
    settled(`The opportunity was not moved to "${to}"`, await crm.changeRecord({ entity, id }, { changes, rule }, idempotencyKey))
  },
})
