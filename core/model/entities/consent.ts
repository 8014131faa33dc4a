import { defineEntity, type RecordOf } from '../entity.js'

/** That somebody agreed, or no longer agrees, to something, and to which words. */
export const consent = defineEntity({
  name: 'consent',
  label: { en: 'Consent', fa: 'رضایت' },
  labelPlural: { en: 'Consents', fa: 'رضایت‌ها' },
  appendOnly: true,
  fields: {
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' }, indexed: true },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' }, indexed: true },
    /** For example `marketing-mail`, `web-tracking`. */
    purpose: { type: 'string', label: { en: 'Purpose', fa: 'هدف' }, required: true },
    given: { type: 'boolean', label: { en: 'Given', fa: 'داده شد' }, required: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    textVersion: { type: 'string', label: { en: 'Version of the text', fa: 'نسخهٔ متن' } },
    /** The words that stood there. */
    text: { type: 'text', label: { en: 'Text', fa: 'متن' } },
    /** Where it came from: a form, an API key, an unsubscribe link. */
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' }, required: true },
    submissionId: { type: 'reference', entity: 'submission', label: { en: 'Submission', fa: 'ورودی' } },
  },
})

export type Consent = RecordOf<typeof consent>
