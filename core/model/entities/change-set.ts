import { defineEntity, type RecordOf } from '../entity.js'

/** Changes that were made together and can be taken back together: a conversion, a merge, an import. */
export const changeSet = defineEntity({
  name: 'changeSet',
  label: { en: 'Change', fa: 'تغییر' },
  labelPlural: { en: 'Changes', fa: 'تغییرها' },
  fields: {
    kind: {
      type: 'select',
      label: { en: 'Kind', fa: 'گونه' },
      required: true,
      oneOf: [
        { value: 'conversion', label: { en: 'Conversion', fa: 'تبدیل' } },
        { value: 'merge', label: { en: 'Merge', fa: 'ادغام' } },
        { value: 'import', label: { en: 'Import', fa: 'درون‌ریزی' } },
        { value: 'bulk-edit', label: { en: 'Bulk edit', fa: 'ویرایش گروهی' } },
        { value: 'status-migration', label: { en: 'Change of statuses', fa: 'تغییر وضعیت‌ها' } },
      ],
    },
    /** The record it is about, `<entity>:<id>`; the import's id for an import. */
    subject: { type: 'string', label: { en: 'Subject', fa: 'موضوع' }, required: true, indexed: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    /** A user id, `key:<id>`, or `system`. */
    actor: { type: 'string', label: { en: 'Who', fa: 'چه کسی' }, required: true },
    /** Until when it can be taken back; absent means never. */
    undoUntil: { type: 'dateTime', label: { en: 'Can be undone until', fa: 'بازگشت‌پذیر تا' } },
    undoneAt: { type: 'dateTime', label: { en: 'Undone', fa: 'بازگردانده شد' } },
    undoneBy: { type: 'string', label: { en: 'Undone by', fa: 'بازگرداننده' } },
    /** What it said about itself, for a page: match reasons, chosen values. */
    summary: { type: 'json', label: { en: 'Summary', fa: 'خلاصه' }, personal: true },
    idempotencyKey: { type: 'string', label: { en: 'Idempotency key', fa: 'کلید یکتایی' }, system: true, unique: true },
  },
})

export type ChangeSet = RecordOf<typeof changeSet>
