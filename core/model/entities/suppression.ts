import { defineEntity, type RecordOf } from '../entity.js'

/** An address to which no automatic mail goes any more. */
export const suppression = defineEntity({
  name: 'suppression',
  label: { en: 'Suppressed address', fa: 'نشانی ممنوع' },
  labelPlural: { en: 'Suppression list', fa: 'فهرست منع ارسال' },
  fields: {
    /** The folded address, or for an erased person its SHA-256. */
    key: {
      type: 'string',
      label: { en: 'Address', fa: 'نشانی' },
      required: true,
      unique: true,
      searchable: true,
      personal: true,
    },
    reason: {
      type: 'select',
      label: { en: 'Reason', fa: 'دلیل' },
      required: true,
      oneOf: [
        { value: 'unsubscribed', label: { en: 'Unsubscribed', fa: 'لغو اشتراک' } },
        { value: 'bounced', label: { en: 'Bounced', fa: 'برگشت خورد' } },
        { value: 'complained', label: { en: 'Complained', fa: 'شکایت کرد' } },
        { value: 'erased', label: { en: 'Erased', fa: 'پاک شد' } },
        { value: 'manual', label: { en: 'Added by hand', fa: 'دستی افزوده شد' } },
      ],
    },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
  },
})

export type Suppression = RecordOf<typeof suppression>
