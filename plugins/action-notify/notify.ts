import { defineAction, fillText, TEXT_SCHEMA } from '../../core/plugin-api/index.js'

/** Tells somebody inside the product. */
export const notify = defineAction({
  label: { en: 'Notify', fa: 'اعلان' },
  params: {
    text: {
      type: 'json',
      label: { en: 'Text', fa: 'متن' },
      description: {
        en: 'A text, or one per language; {{lead.name}} is filled in.',
        fa: 'یک متن، یا یکی برای هر زبان؛ {{lead.name}} پر می‌شود.',
      },
      required: true,
      schema: TEXT_SCHEMA,
    },
    to: {
      type: 'string',
      label: { en: 'To', fa: 'به' },
      description: {
        en: '"owner", "managers", "queue:<name>" or a user\'s id',
        fa: '«owner»، «managers»، «queue:<نام>» یا شناسهٔ کاربر',
      },
      format: 'recipient',
      default: 'owner',
    },
  },
  async perform({ lead, params, idempotencyKey }, { crm }) {
    await crm.notify({ text: fillText(params.text, { lead }), leadId: lead.id, to: params.to }, idempotencyKey)
  },
  async performOn({ entity, record, params, idempotencyKey }, { crm }) {
    const text = fillText(params.text, { [entity]: record })
    await crm.notify({ text, [`${entity}Id`]: record.id, to: params.to }, idempotencyKey)
  },
})
