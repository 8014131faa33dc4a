import type { ErrorEntries } from './error-entry.js'

/** Errors of sheets from which a table of rules is taken over. */
export const sheetErrors = {
  SHEET_CELL_INVALID: {
    status: 500,
    title: { en: 'A sheet does not fit the table it is for.', fa: 'برگه با جدولی که برای آن است نمی‌خواند.' },
    hint: {
      en: 'Correct the cells that are named and import again; nothing was written.',
      fa: 'خانه‌های نام‌برده را درست و دوباره وارد کنید؛ چیزی نوشته نشده است.',
    },
  },
  SHEET_TABLE_MISSING: {
    status: 500,
    title: { en: 'A rule file holds no decision table.', fa: 'فایل قاعده جدول تصمیم ندارد.' },
    hint: {
      en: 'Name a file that has "table", or write the rules of this one as a table first.',
      fa: 'فایلی را نام ببرید که «table» دارد، یا نخست قاعده‌های این یکی را به شکل جدول بنویسید.',
    },
  },
  SHEET_UNREADABLE: {
    status: 500,
    title: { en: 'A sheet cannot be read.', fa: 'برگه خواندنی نیست.' },
    hint: {
      en: 'Save it as "CSV UTF-8" or as .xlsx and import again.',
      fa: 'آن را به شکل «CSV UTF-8» یا ‎.xlsx ذخیره و دوباره وارد کنید.',
    },
  },
} as const satisfies ErrorEntries
