import { defineAction, fillText, TEXT_SCHEMA, textIn } from '../../core/plugin-api/index.js'

/** Writes an entry into the timeline of what the rule is about. */
export const logActivity = defineAction({
  label: { en: 'Write into the timeline', fa: 'نوشتن در خط زمان' },
  params: {
    type: { type: 'string', label: { en: 'Type', fa: 'گونه' }, default: 'note' },
    subject: { type: 'json', label: { en: 'Subject', fa: 'موضوع' }, required: true, schema: TEXT_SCHEMA },
    language: { type: 'string', label: { en: 'Language', fa: 'زبان' }, default: 'en' },
  },
  async perform({ lead, params, idempotencyKey, rule }, { crm }) {
    await crm.logActivity({ leadId: lead.id, ...entry(params, { lead }), details: { rule } }, idempotencyKey)
  },
  async performOn({ entity, record, params, idempotencyKey, rule }, { crm }) {
    const about = { [`${entity}Id`]: record.id }
    await crm.logActivity({ ...about, ...entry(params, { [entity]: record }), details: { rule } }, idempotencyKey)
  },
})

interface Params {
  readonly type: string
  readonly subject: unknown
  readonly language: string
}

const entry = ({ type, subject, language }: Params, about: Readonly<Record<string, unknown>>) => ({
  type,
  subject: textIn(fillText(subject, about), language),
})
