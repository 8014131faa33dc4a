import type { ErrorEntries } from './error-entry.js'

/** Errors of records and their values. */
export const recordErrors = {
  RECORD_APPEND_ONLY: {
    status: 409,
    title: { en: 'This record is part of the past and cannot be changed.', fa: 'این رکورد بخشی از گذشته است و تغییر نمی‌کند.' },
    hint: { en: 'Add a new record that corrects it.', fa: 'رکورد تازه‌ای بیفزایید که آن را اصلاح کند.' },
  },
  RECORD_FIELD_UNKNOWN: {
    status: 400,
    title: { en: 'A record has a value for a field that is not declared.', fa: 'رکورد برای فیلدی تعریف‌نشده مقدار دارد.' },
    hint: {
      en: 'Correct the name, or declare the field in a file of kind `fields`.',
      fa: 'نام را درست کنید یا فیلد را در پرونده‌ای از نوع `fields` تعریف کنید.',
    },
  },
  RECORD_INCOMPLETE: {
    status: 400,
    title: { en: 'A record lacks a value that every such record has.', fa: 'رکورد مقداری را که هر رکوردی دارد ندارد.' },
    hint: { en: 'Give the value of the field that the message names.', fa: 'مقدار فیلدی را که پیام نام می‌برد بدهید.' },
  },
  RECORD_INVALID: {
    status: 422,
    title: { en: 'A value does not fit its field.', fa: 'مقداری با فیلد خود نمی‌خواند.' },
    hint: {
      en: 'Correct the field that is named and send it again; nothing was written.',
      fa: 'فیلدی را که نام برده شده درست کنید و دوباره بفرستید؛ چیزی نوشته نشد.',
    },
  },
  RECORD_NOT_UNIQUE: {
    status: 409,
    title: {
      en: 'Another record has this value already, and only one may.',
      fa: 'رکورد دیگری این مقدار را دارد و تنها یکی می‌تواند داشته باشد.',
    },
    hint: {
      en: 'Take another value, or change the record that has it.',
      fa: 'مقدار دیگری بدهید یا رکوردی را که آن را دارد تغییر دهید.',
    },
  },
  RECORD_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such record.', fa: 'چنین رکوردی نیست.' },
    hint: {
      en: 'Look for it in the list; it may have been merged, undone or erased.',
      fa: 'در فهرست آن را بجویید؛ شاید ادغام، بازگردانده یا پاک شده باشد.',
    },
  },
  RECORD_VALUE_REFUSED: {
    status: 400,
    title: { en: 'A record has a value that its column cannot hold.', fa: 'رکورد مقداری دارد که در ستون آن نمی‌گنجد.' },
    hint: {
      en: 'Give a number within 9,007,199,254,740,991 and a value of the kind that its field declares.',
      fa: 'عددی تا ۹٬۰۰۷٬۱۹۹٬۲۵۴٬۷۴۰٬۹۹۱ و مقداری از نوعی که فیلد آن تعریف کرده است بدهید.',
    },
  },
} as const satisfies ErrorEntries
