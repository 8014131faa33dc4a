import type { ErrorEntries } from './error-entry.js'

/** Errors of exporting and erasing people, of consent and retention. */
export const privacyErrors = {
  CONSENT_INVALID: {
    status: 422,
    title: { en: 'A consent is not written as it must be.', fa: 'رضایت درست نوشته نشده است.' },
    hint: {
      en: 'Name one person by leadId or contactId, a purpose, and whether it is given.',
      fa: 'یک شخص را با leadId یا contactId، یک هدف، و داده‌شدن یا نشدن رضایت را بنویسید.',
    },
  },
  ERASE_IMPORT_OPEN: {
    status: 409,
    title: { en: 'An import that is under way still holds this person.', fa: 'درون‌ریزی ناتمامی هنوز این شخص را دربر دارد.' },
    hint: {
      en: 'Wait until it has ended, or stop it, and erase again.',
      fa: 'تا پایان آن درنگ کنید یا آن را متوقف کنید، سپس دوباره پاک کنید.',
    },
  },
  ERASE_NAME_DIFFERS: {
    status: 422,
    title: { en: 'The name that was typed is not that of this person.', fa: 'نامی که نوشته شد، نام این شخص نیست.' },
    hint: {
      en: 'Type the name as it stands on the page; nothing was erased.',
      fa: 'نام را همان‌گونه که در صفحه هست بنویسید؛ چیزی پاک نشد.',
    },
  },
  PERSON_AMBIGUOUS: {
    status: 409,
    title: { en: 'Several people are known under that.', fa: 'چند شخص با این نشانی شناخته می‌شوند.' },
    hint: {
      en: 'Name one of them by the id of the lead or contact.',
      fa: 'یکی را با شناسهٔ سرنخ یا مخاطب نام ببرید.',
    },
  },
  PERSON_UNKNOWN: {
    status: 404,
    title: { en: 'Nobody is known under that.', fa: 'کسی با این نشانی شناخته نیست.' },
    hint: {
      en: 'Try another address or number, or the id of a lead or contact.',
      fa: 'نشانی یا شمارهٔ دیگری، یا شناسهٔ سرنخ یا مخاطب را بیازمایید.',
    },
  },
} as const satisfies ErrorEntries
