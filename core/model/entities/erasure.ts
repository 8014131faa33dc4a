import { defineEntity, type RecordOf } from '../entity.js'

/** The receipt of a person whose data was erased: what was reached, never who it was. */
export const erasure = defineEntity({
  name: 'erasure',
  label: { en: 'Erasure', fa: 'پاک‌سازی' },
  labelPlural: { en: 'Erasures', fa: 'پاک‌سازی‌ها' },
  appendOnly: true,
  fields: {
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    actor: { type: 'string', label: { en: 'Who', fa: 'چه کسی' }, required: true },
    /** Ids of the records, so that they are erased again after a restore. */
    records: { type: 'json', label: { en: 'Records', fa: 'رکوردها' }, required: true },
    /** Rows by table. */
    counts: { type: 'json', label: { en: 'Rows', fa: 'ردیف‌ها' }, required: true },
    /** `anonymise` kept the records for figures, without anything that says who it was. */
    mode: {
      type: 'select',
      label: { en: 'Kind', fa: 'گونه' },
      oneOf: [
        { value: 'erase', label: { en: 'Erased', fa: 'پاک‌شده' } },
        { value: 'anonymise', label: { en: 'Made nameless', fa: 'بی‌نام‌شده' } },
      ],
    },
    reason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' } },
  },
})

export type Erasure = RecordOf<typeof erasure>
