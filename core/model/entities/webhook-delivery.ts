import { defineEntity, type RecordOf } from '../entity.js'

/** One event on its way to one address. */
export const webhookDelivery = defineEntity({
  name: 'webhookDelivery',
  label: { en: 'Delivery', fa: 'ارسال' },
  labelPlural: { en: 'Deliveries', fa: 'ارسال‌ها' },
  fields: {
    endpointId: { type: 'reference', entity: 'webhookEndpoint', label: { en: 'Webhook', fa: 'وب‌هوک' }, required: true },
    /** The same over all tries and redeliveries: receivers know a repeat by it. */
    eventId: { type: 'string', label: { en: 'Event id', fa: 'شناسهٔ رویداد' }, required: true },
    event: { type: 'string', label: { en: 'Event', fa: 'رویداد' }, required: true },
    /** The record it is about; deliveries about one record keep their order. */
    subject: { type: 'string', label: { en: 'About', fa: 'دربارهٔ' }, required: true, indexed: true },
    payload: { type: 'json', label: { en: 'Payload', fa: 'محتوا' }, required: true, personal: true },
    state: { type: 'select', label: { en: 'State', fa: 'حالت' }, required: true, oneOf: ['waiting', 'done', 'dead'] },
    attempts: { type: 'integer', label: { en: 'Tries', fa: 'تلاش‌ها' }, required: true },
    nextAttemptAt: { type: 'dateTime', label: { en: 'Next try', fa: 'تلاش بعدی' }, indexed: true },
    /** Until when one worker holds it, and its token. */
    leaseUntil: { type: 'dateTime', label: { en: 'Held until', fa: 'در اختیار تا' } },
    leaseToken: { type: 'string', label: { en: 'Held by', fa: 'در اختیار' } },
    answerStatus: { type: 'integer', label: { en: 'Answer', fa: 'پاسخ' } },
    problem: { type: 'string', label: { en: 'Problem', fa: 'مشکل' } },
    doneAt: { type: 'dateTime', label: { en: 'Done', fa: 'انجام شد' } },
  },
  unique: [['endpointId', 'eventId']],
  indexes: [['state', 'nextAttemptAt']],
})

export type WebhookDelivery = RecordOf<typeof webhookDelivery>
