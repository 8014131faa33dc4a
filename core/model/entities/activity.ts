import { defineEntity, type RecordOf } from '../entity.js'

/** Something that happened to a lead: an entry of its timeline. Types are dotted, for example `call.outbound`. */
export const activity = defineEntity({
  name: 'activity',
  label: { en: 'Activity', fa: 'فعالیت' },
  labelPlural: { en: 'Activities', fa: 'فعالیت‌ها' },
  appendOnly: true,
  fields: {
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' } },
    /** Of which customer it is an entry, where there is no lead or after its conversion. */
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' }, indexed: true },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' }, indexed: true },
    opportunityId: { type: 'reference', entity: 'opportunity', label: { en: 'Opportunity', fa: 'فرصت فروش' }, indexed: true },
    type: { type: 'string', label: { en: 'Type', fa: 'نوع' }, required: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    /** Who did it; absent when the system did. */
    userId: { type: 'reference', entity: 'user', label: { en: 'By', fa: 'توسط' } },
    direction: {
      type: 'select',
      label: { en: 'Direction', fa: 'جهت' },
      oneOf: [
        { value: 'inbound', label: { en: 'Incoming', fa: 'ورودی' } },
        { value: 'outbound', label: { en: 'Outgoing', fa: 'خروجی' } },
      ],
    },
    /** How long a call, chat or meeting took. */
    durationSeconds: { type: 'integer', label: { en: 'Duration (s)', fa: 'مدت (ثانیه)' }, min: 0 },
    /** How it ended, for example `answered`, `no-answer`, `busy`, `voicemail`. */
    outcome: { type: 'string', label: { en: 'Outcome', fa: 'نتیجه' } },
    /** Names it for ever, so that one who tells it twice adds it once. */
    idempotencyKey: { type: 'string', label: { en: 'Idempotency key', fa: 'کلید یکتایی' }, system: true, unique: true },
    /** What it was, for a person to read; the page adds the words of the type. */
    subject: { type: 'string', label: { en: 'Subject', fa: 'موضوع' }, personal: true },
    /** The facts of it: duration, outcome, old and new status, the decision that made it. */
    details: { type: 'json', label: { en: 'Details', fa: 'جزئیات' }, personal: true },
  },
  indexes: [
    ['leadId', 'at'],
    ['leadId', 'type', 'at'],
    ['userId', 'at'],
    ['type', 'at'],
  ],
})

export type Activity = RecordOf<typeof activity>
