import { defineEntity, type RecordOf } from '../entity.js'

/** A mail, chat message or text message that was sent or came in. */
export const message = defineEntity({
  name: 'message',
  label: { en: 'Message', fa: 'پیام' },
  labelPlural: { en: 'Messages', fa: 'پیام‌ها' },
  fields: {
    channel: { type: 'select', label: { en: 'Channel', fa: 'کانال' }, required: true, oneOf: ['mail', 'chat', 'sms'] },
    direction: { type: 'select', label: { en: 'Direction', fa: 'جهت' }, required: true, oneOf: ['inbound', 'outbound'] },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' }, indexed: true },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' }, indexed: true },
    /** The channel's own id of it, for mail the `Message-ID`. */
    messageId: { type: 'string', label: { en: 'Message id', fa: 'شناسهٔ پیام' }, unique: true },
    inReplyTo: { type: 'string', label: { en: 'In reply to', fa: 'در پاسخ به' }, indexed: true },
    from: { type: 'string', label: { en: 'From', fa: 'از' }, personal: true },
    to: { type: 'string', label: { en: 'To', fa: 'به' }, personal: true },
    subject: { type: 'string', label: { en: 'Subject', fa: 'موضوع' }, personal: true },
    text: { type: 'text', label: { en: 'Text', fa: 'متن' }, personal: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    enrolmentId: { type: 'reference', entity: 'enrolment', label: { en: 'Enrolment', fa: 'عضویت' }, indexed: true },
    /** Which step of a sequence, or which template. */
    template: { type: 'string', label: { en: 'Template', fa: 'قالب' } },
  },
  indexes: [['leadId', 'at']],
})

export type Message = RecordOf<typeof message>
