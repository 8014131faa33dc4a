import type { ErrorEntries } from './error-entry.js'

/** Errors of files that are taken in and given out. */
export const importErrors = {
  EXPORT_INVALID: {
    status: 422,
    title: { en: 'This cannot be exported so.', fa: 'این‌گونه نمی‌توان برون‌ریزی کرد.' },
    hint: {
      en: 'Name an entity and columns that exist; "export --help" and the page list them.',
      fa: 'موجودیت و ستون‌هایی را نام ببرید که هست؛ ‎«export --help»‎ و صفحه آن‌ها را نشان می‌دهد.',
    },
  },
  IMPORT_FILE_TOO_LARGE: {
    status: 413,
    title: { en: 'The file is too large to be imported.', fa: 'فایل برای درون‌ریزی بزرگ‌تر از حد است.' },
    hint: {
      en: 'Split it, or save it as CSV where it is a spreadsheet; nothing of it was kept.',
      fa: 'آن را بخش کنید، یا اگر صفحه‌گسترده است به شکل CSV ذخیره کنید؛ چیزی از آن نگه داشته نشد.',
    },
  },
  IMPORT_INVALID: {
    status: 422,
    title: { en: 'The import was not told rightly what to do.', fa: 'آنچه به درون‌ریزی گفته شده درست نیست.' },
    hint: {
      en: 'Correct what is named: the entity, the mode, the match keys or the mapping of columns to fields.',
      fa: 'آنچه نام برده شده را درست کنید: موجودیت، شیوه، کلیدهای یافتن یا نگاشت ستون‌ها به فیلدها.',
    },
  },
  IMPORT_STATE: {
    status: 409,
    title: { en: 'This cannot be done to the import as it is now.', fa: 'با حالتی که درون‌ریزی دارد این کار نمی‌شود.' },
    hint: {
      en: 'See how far it is: on its page or with "imports show".',
      fa: 'ببینید تا کجاست: در صفحهٔ خودش یا با ‎«imports show»‎.',
    },
  },
  IMPORT_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such import.', fa: 'چنین درون‌ریزی‌ای نیست.' },
    hint: {
      en: 'List the imports: they are on the page "Imports" and under "imports list".',
      fa: 'فهرست درون‌ریزی‌ها را ببینید: در صفحهٔ «درون‌ریزی» و با ‎«imports list»‎.',
    },
  },
} as const satisfies ErrorEntries
