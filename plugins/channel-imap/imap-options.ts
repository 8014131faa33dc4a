import { defineFields, type ValuesOf } from '../../core/plugin-api/index.js'

/** Which mailbox is read, and how. */
export const imapOptions = defineFields({
  host: { type: 'string', label: { en: 'IMAP server', fa: 'کارساز IMAP' }, required: true },
  port: { type: 'integer', label: { en: 'Port', fa: 'درگاه' }, default: 993, min: 1, max: 65_535 },
  encryption: {
    type: 'select',
    label: { en: 'Encryption', fa: 'رمزنگاری' },
    description: { en: '"none" is for a server on this machine alone.', fa: '«none» تنها برای کارسازی روی همین دستگاه است.' },
    oneOf: ['tls', 'starttls', 'none'],
    default: 'tls',
  },
  user: { type: 'string', label: { en: 'User', fa: 'نام کاربری' }, required: true },
  passwordSecret: { type: 'string', label: { en: 'Secret with the password', fa: 'نام رمزِ گذرواژه' }, required: true },
  mailbox: { type: 'string', label: { en: 'Mailbox', fa: 'صندوق' }, default: 'INBOX' },
  from: {
    type: 'select',
    label: { en: 'Begin with', fa: 'آغاز از' },
    oneOf: [
      { value: 'new', label: { en: 'Mails that come from now on', fa: 'ایمیل‌های از این پس' } },
      { value: 'all', label: { en: 'All that are there', fa: 'همهٔ ایمیل‌های موجود' } },
    ],
    default: 'new',
  },
  unknownSenders: {
    type: 'select',
    label: { en: 'Unknown senders', fa: 'فرستندگان ناشناس' },
    oneOf: [
      { value: 'ignore', label: { en: 'Are left alone', fa: 'کنار گذاشته می‌شوند' } },
      { value: 'lead', label: { en: 'Become leads', fa: 'سرنخ می‌شوند' } },
    ],
    default: 'ignore',
  },
  every: { type: 'string', label: { en: 'How often', fa: 'هر چند وقت' }, default: '1m' },
  maxBytes: {
    type: 'integer',
    label: { en: 'Largest mail (bytes)', fa: 'بزرگ‌ترین ایمیل (بایت)' },
    default: 10_485_760,
    min: 10_000,
    max: 52_428_800,
  },
})

export type ImapOptions = ValuesOf<typeof imapOptions>
