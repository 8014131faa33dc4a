import { defineEntity, type RecordOf } from '../entity.js'

/** A short message to one user inside the product. */
export const notification = defineEntity({
  name: 'notification',
  label: { en: 'Notification', fa: 'اعلان' },
  labelPlural: { en: 'Notifications', fa: 'اعلان‌ها' },
  fields: {
    userId: { type: 'reference', entity: 'user', label: { en: 'User', fa: 'کاربر' }, required: true },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' } },
    opportunityId: { type: 'reference', entity: 'opportunity', label: { en: 'Opportunity', fa: 'فرصت فروش' } },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' } },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' } },
    /** Ways beyond the product by which it is still to travel, and how far that has come. */
    ways: { type: 'multiSelect', label: { en: 'To be sent by', fa: 'فرستادن از راه' }, oneOf: ['mail', 'webhook'], system: true },
    attempts: { type: 'integer', label: { en: 'Attempts', fa: 'تلاش‌ها' }, system: true },
    nextAttemptAt: { type: 'dateTime', label: { en: 'Next attempt', fa: 'تلاش بعدی' }, system: true, indexed: true },
    error: { type: 'string', label: { en: 'Problem', fa: 'مشکل' }, system: true },
    /** Per language, so that each reader gets their own. */
    text: { type: 'json', label: { en: 'Text', fa: 'متن' }, required: true },
    readAt: { type: 'dateTime', label: { en: 'Read', fa: 'خوانده شد' } },
    idempotencyKey: { type: 'string', label: { en: 'Idempotency key', fa: 'کلید یکتایی' }, system: true, unique: true },
  },
  indexes: [['userId', 'readAt']],
})

export type Notification = RecordOf<typeof notification>
