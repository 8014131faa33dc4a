import { defineEntity, type RecordOf } from '../entity.js'

/** A short message to one user inside the product. */
export const notification = defineEntity({
  name: 'notification',
  label: { en: 'Notification', fa: 'اعلان' },
  labelPlural: { en: 'Notifications', fa: 'اعلان‌ها' },
  fields: {
    userId: { type: 'reference', entity: 'user', label: { en: 'User', fa: 'کاربر' }, required: true },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' } },
    /** Per language, so that each reader gets their own. */
    text: { type: 'json', label: { en: 'Text', fa: 'متن' }, required: true },
    readAt: { type: 'dateTime', label: { en: 'Read', fa: 'خوانده شد' } },
    idempotencyKey: { type: 'string', label: { en: 'Idempotency key', fa: 'کلید یکتایی' }, system: true, unique: true },
  },
  indexes: [['userId', 'readAt']],
})

export type Notification = RecordOf<typeof notification>
