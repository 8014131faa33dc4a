import type { ErrorEntries } from './error-entry.js'

/** Errors of lead sources and the files they read. */
export const sourceErrors = {
  CSV_COLUMN_MISSING: {
    status: 400,
    title: { en: 'The file lacks a column that the mapping reads.', fa: 'پرونده ستونی را که نگاشت می‌خواند ندارد.' },
    hint: {
      en: 'Correct the name of the column in the file, or in the mapping.',
      fa: 'نام ستون را در پرونده یا در نگاشت درست کنید.',
    },
  },
  CSV_EMPTY: {
    status: 400,
    title: { en: 'The file has no header row.', fa: 'پرونده سطر عنوان ندارد.' },
    hint: { en: 'Put the names of the columns into the first row.', fa: 'نام ستون‌ها را در سطر نخست بنویسید.' },
  },
  CSV_ENCODING_UNKNOWN: {
    status: 400,
    title: { en: 'The encoding that the mapping names does not exist.', fa: 'رمزگذاری نام‌برده در نگاشت وجود ندارد.' },
    hint: {
      en: 'Take utf-8, utf-16le, utf-16be, windows-1252 or windows-1256.',
      fa: 'یکی از utf-8، utf-16le، utf-16be، windows-1252 یا windows-1256 را بنویسید.',
    },
  },
  CSV_ENCODING_WRONG: {
    status: 400,
    title: {
      en: 'The file is not in the encoding that it or its mapping names.',
      fa: 'پرونده با رمزگذاری‌ای که خودش یا نگاشت نام می‌برد نیست.',
    },
    hint: {
      en: 'Save the file as UTF-8, or name its encoding in the mapping.',
      fa: 'پرونده را با UTF-8 ذخیره کنید یا رمزگذاری آن را در نگاشت بنویسید.',
    },
  },
  CSV_FILE_TOO_LARGE: {
    status: 413,
    title: { en: 'The file is too large.', fa: 'پرونده بیش از اندازه بزرگ است.' },
    hint: {
      en: 'Split the file, or raise the limit in the options of source-csv.',
      fa: 'پرونده را بخش کنید یا سقف را در گزینه‌های source-csv بالا ببرید.',
    },
  },
  CSV_NOT_TEXT: {
    status: 400,
    title: { en: 'The file is no text file.', fa: 'این پرونده متنی نیست.' },
    hint: {
      en: 'Save the sheet as "CSV UTF-8" and import that file.',
      fa: 'برگه را با قالب CSV UTF-8 ذخیره و همان را وارد کنید.',
    },
  },
  CSV_QUOTE_OPEN: {
    status: 400,
    title: { en: 'A quotation mark in the header does not close.', fa: 'گیومه‌ای در سطر عنوان بسته نشده است.' },
    hint: {
      en: 'Close or double the quotation mark in the header of the file.',
      fa: 'گیومهٔ سطر عنوان پرونده را ببندید یا دوتا کنید.',
    },
  },
  CSV_ROW_TOO_LARGE: {
    status: 413,
    title: { en: 'A line of the file has no end.', fa: 'سطری از پرونده پایان ندارد.' },
    hint: {
      en: 'Give the file one line per row.',
      fa: 'پرونده را سطربندی کنید.',
    },
  },
  CSV_TOO_MANY_COLUMNS: {
    status: 400,
    title: { en: 'The file has too many columns.', fa: 'پرونده ستون‌های بیش از اندازه دارد.' },
    hint: {
      en: 'Remove columns, or raise the limit in the options of source-csv.',
      fa: 'ستون‌ها را کم کنید یا سقف را در گزینه‌های source-csv بالا ببرید.',
    },
  },
  CSV_TOO_MANY_ROWS: {
    status: 413,
    title: { en: 'The file has too many rows.', fa: 'پرونده سطرهای بیش از اندازه دارد.' },
    hint: {
      en: 'Split the file, or raise the limit in the options of source-csv.',
      fa: 'پرونده را بخش کنید یا سقف را در گزینه‌های source-csv بالا ببرید.',
    },
  },
  SOURCE_MAPPING_MISSING: {
    status: 404,
    title: { en: 'There is no mapping of this name.', fa: 'نگاشتی با این نام وجود ندارد.' },
    hint: { en: 'Name one of the mapping files of this deployment.', fa: 'یکی از پرونده‌های نگاشت این استقرار را نام ببرید.' },
  },
  SOURCE_REFUSED: {
    status: 400,
    title: { en: 'A lead source did not take what it was given.', fa: 'منبع سرنخ آنچه را گرفت نپذیرفت.' },
    hint: { en: 'Correct what the message names and send it again.', fa: 'آنچه را پیام نام می‌برد درست کنید و دوباره بفرستید.' },
  },
  SOURCE_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such lead source.', fa: 'چنین منبعی نیست.' },
    hint: { en: 'Load the plugin that gives it.', fa: 'افزونه‌ای که آن را می‌دهد بار کنید.' },
  },
} as const satisfies ErrorEntries
