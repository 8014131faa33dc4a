import { defineAction, isRefusal, OutsideError } from '../../core/plugin-api/index.js'

/** Writes one field of the lead, with the same checks as a person's edit; without a value it clears the field. */
export const setField = defineAction({
  label: { en: 'Set a field', fa: 'نوشتن فیلد' },
  params: {
    field: { type: 'string', label: { en: 'Field', fa: 'فیلد' }, required: true, format: 'field' },
    value: { type: 'json', label: { en: 'Value', fa: 'مقدار' } },
  },
  reversible: true,
  async perform({ lead, params: { field, value }, idempotencyKey }, { crm }) {
    const answer = await crm.updateLead(lead.id, { [field]: value ?? null }, idempotencyKey)
    if (isRefusal(answer)) throw new OutsideError(`"${field}" was not set: ${answer.refused}`, { final: true })
  },
  async performOn({ entity, record: { id }, params: { field, value }, idempotencyKey, rule }, { crm }) {
    const answer = await crm.changeRecord({ entity, id }, { changes: { [field]: value ?? null }, rule }, idempotencyKey)
    if (isRefusal(answer)) throw new OutsideError(`"${field}" was not set: ${answer.refused}`, { final: true })
  },
})
