import { defineEntity, type RecordOf } from '../entity.js'

/** An address that is told of events. */
export const webhookEndpoint = defineEntity({
  name: 'webhookEndpoint',
  label: { en: 'Webhook', fa: 'وب‌هوک' },
  labelPlural: { en: 'Webhooks', fa: 'وب‌هوک‌ها' },
  fields: {
    url: { type: 'url', label: { en: 'Address', fa: 'نشانی' }, required: true },
    description: { type: 'string', label: { en: 'Description', fa: 'شرح' } },
    /** Names of events, for example `lead.assigned`; `*` for all. */
    events: { type: 'multiSelect', label: { en: 'Events', fa: 'رویدادها' }, required: true },
    active: { type: 'boolean', label: { en: 'Active', fa: 'فعال' }, default: true },
    /** Why it was switched off: `gone` when the receiver said so, or who did. */
    switchedOffBy: { type: 'string', label: { en: 'Switched off by', fa: 'خاموش‌شده از سوی' }, system: true },
    /** Keys that sign, newest first, each `whsec_…`; several while one takes the place of another. */
    secrets: { type: 'json', label: { en: 'Secrets', fa: 'رمزها' }, system: true, secret: true },
  },
})

export type WebhookEndpoint = RecordOf<typeof webhookEndpoint>
