import type { ErrorEntries } from './error-entry.js'

/** Errors of sequences, mails and the suppression list. */
export const sequenceErrors = {
  MAIL_TEMPLATE_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such mail.', fa: 'چنین ایمیلی وجود ندارد.' },
    hint: { en: 'Use the id of a file of kind "mail".', fa: 'شناسهٔ فایلی از نوع mail را بنویسید.' },
  },
  SEQUENCE_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such sequence.', fa: 'چنین توالی‌ای وجود ندارد.' },
    hint: { en: 'Use the id of a file of kind "sequence".', fa: 'شناسهٔ فایلی از نوع sequence را بنویسید.' },
  },
  SUPPRESSION_INVALID: {
    status: 400,
    title: { en: 'This is no e-mail address.', fa: 'این نشانی ایمیل نیست.' },
    hint: {
      en: 'Give one address such as sara@example.com, in a file one per line.',
      fa: 'یک نشانی مانند sara@example.com بدهید؛ در فایل، هر سطر یکی.',
    },
  },
  UNSUBSCRIBE_LINK_INVALID: {
    status: 404,
    title: { en: 'This link is not one of ours.', fa: 'این پیوند از ما نیست.' },
    hint: {
      en: 'Open the link from the mail once more, whole; or answer the mail and ask for no more.',
      fa: 'پیوند را دوباره و کامل از ایمیل باز کنید، یا به ایمیل پاسخ دهید و بخواهید دیگر نفرستند.',
    },
  },
} as const satisfies ErrorEntries
