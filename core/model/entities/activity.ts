import { defineEntity, type RecordOf } from '../entity.js'

/** Something that happened to a lead: an entry of its timeline. Types are dotted, for example `call.outbound`. */
export const activity = defineEntity({
  name: 'activity',
  label: { en: 'Activity', fa: 'فعالیت' },
  labelPlural: { en: 'Activities', fa: 'فعالیت‌ها' },
  appendOnly: true,
  fields: {
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' }, required: true },
    type: { type: 'string', label: { en: 'Type', fa: 'نوع' }, required: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    /** Who did it; absent when the system did. */
    userId: { type: 'reference', entity: 'user', label: { en: 'By', fa: 'توسط' } },
    /** What it was, for a person to read; the page adds the words of the type. */
    subject: { type: 'string', label: { en: 'Subject', fa: 'موضوع' }, personal: true },
    /** The facts of it: duration, outcome, old and new status, the decision that made it. */
    details: { type: 'json', label: { en: 'Details', fa: 'جزئیات' }, personal: true },
  },
  indexes: [
    ['leadId', 'at'],
    ['leadId', 'type', 'at'],
  ],
})

export type Activity = RecordOf<typeof activity>
