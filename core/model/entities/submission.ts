import { defineEntity, type RecordOf } from '../entity.js'

/** What came in, raw, before any thought: an entry of the journal. */
export const submission = defineEntity({
  name: 'submission',
  label: { en: 'Submission', fa: 'ورودی' },
  labelPlural: { en: 'Submissions', fa: 'ورودی‌ها' },
  appendOnly: true,
  fields: {
    /** The lead source that took it, for example `web-form`. */
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' }, required: true },
    /** Which form, mapping or key of that source, for example `contact`. */
    channel: { type: 'string', label: { en: 'Channel', fa: 'کانال' } },
    /** Names this submission for ever, within its source and channel; a second one with the same key is the same. */
    idempotencyKey: { type: 'string', label: { en: 'Idempotency key', fa: 'کلید یکتایی' }, required: true, unique: true },
    /** SHA-256 over the payload in canonical form; tells a repeat from a different content under one key. */
    fingerprint: { type: 'string', label: { en: 'Fingerprint', fa: 'اثر انگشت' }, required: true },
    payload: { type: 'json', label: { en: 'Payload', fa: 'محتوا' }, required: true, personal: true },
    /** What the door saw around it: page, referrer, user agent, marks of the visit. */
    context: { type: 'json', label: { en: 'Context', fa: 'زمینه' }, personal: true },
  },
})

export type Submission = RecordOf<typeof submission>

/** Where a submission stands on its way through intake. */
export type SubmissionState = 'waiting' | 'decided' | 'quarantined' | 'spam'
