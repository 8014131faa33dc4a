import { defineEntity, type RecordOf } from '../entity.js'

/** Who did what to the system itself: sign-ins, users, rules, plugins, exports. */
export const auditEntry = defineEntity({
  name: 'auditEntry',
  label: { en: 'Audit entry', fa: 'رویداد ممیزی' },
  labelPlural: { en: 'Audit', fa: 'ممیزی' },
  appendOnly: true,
  fields: {
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true, indexed: true },
    /** A user id, `key:<id>` for an API key, or `system`. */
    actor: { type: 'string', label: { en: 'Who', fa: 'چه کسی' }, required: true },
    action: { type: 'string', label: { en: 'What', fa: 'چه کاری' }, required: true },
    subject: { type: 'string', label: { en: 'To what', fa: 'بر چه' } },
    details: { type: 'json', label: { en: 'Details', fa: 'جزئیات' } },
  },
})

export type AuditEntry = RecordOf<typeof auditEntry>
