import type { ErrorEntries } from './error-entry.js'

/** Errors of rule files as files, fields and mappings. */
export const fileErrors = {
  FIELDS_NEED_RESTART: {
    status: 409,
    title: { en: 'Custom fields were changed while the server runs.', fa: 'فیلدهای سفارشی هنگام کار سرور تغییر کرده‌اند.' },
    hint: {
      en: 'Run "sarnakh plan", then "sarnakh migrate", then start again.',
      fa: '«sarnakh plan» و سپس «sarnakh migrate» را اجرا و دوباره آغاز کنید.',
    },
  },
  FIELD_DUPLICATE: {
    status: 500,
    title: { en: 'Two places declare the same field.', fa: 'یک فیلد در دو جا تعریف شده است.' },
    hint: {
      en: 'Rename the field in the field file, or remove it there.',
      fa: 'نام فیلد را در پروندهٔ فیلدها عوض کنید یا آن را بردارید.',
    },
  },
  FILE_DUPLICATE: {
    status: 500,
    title: { en: 'Two rule files of one kind have the same id.', fa: 'دو فایل قاعده از یک نوع شناسهٔ یکسان دارند.' },
    hint: { en: 'Give one of the two another id, or remove it.', fa: 'به یکی از دو فایل شناسهٔ دیگری بدهید یا آن را حذف کنید.' },
  },
  FILE_ENCODING: {
    status: 500,
    title: { en: 'A rule file is not written in UTF-8.', fa: 'فایل قاعده با UTF-8 نوشته نشده است.' },
    hint: {
      en: 'Save the file again as UTF-8; the message names the first sign that is not.',
      fa: 'فایل را با UTF-8 دوباره ذخیره کنید؛ پیام نخستین نویسهٔ نادرست را نشان می‌دهد.',
    },
  },
  FILE_KEY_DUPLICATE: {
    status: 500,
    title: { en: 'A key stands twice in one object of a rule file.', fa: 'یک کلید در یک شیء فایل قاعده دو بار آمده است.' },
    hint: {
      en: 'Remove one of the two; the message says where the second stands.',
      fa: 'یکی از دو مورد را حذف کنید؛ پیام جای مورد دوم را می‌گوید.',
    },
  },
  FILE_KEY_FORBIDDEN: {
    status: 500,
    title: { en: 'A rule file uses a key that is never allowed.', fa: 'فایل قاعده کلیدی به کار برده که هرگز مجاز نیست.' },
    hint: { en: 'Remove the key; no rule needs it.', fa: 'کلید را حذف کنید؛ هیچ قاعده‌ای به آن نیاز ندارد.' },
  },
  FILE_KIND_UNKNOWN: {
    status: 500,
    title: { en: 'A rule file is of a kind that does not exist.', fa: 'نوع فایل قاعده وجود ندارد.' },
    hint: {
      en: 'Name the file <name>.<kind>.json with a kind that the message lists.',
      fa: 'نام فایل را به شکل <name>.<kind>.json با یکی از انواع پیام بنویسید.',
    },
  },
  FILE_NAME_MISMATCH: {
    status: 500,
    title: { en: 'The name of a rule file and its "kind" disagree.', fa: 'نام فایل قاعده با «kind» آن نمی‌خواند.' },
    hint: { en: 'Rename the file or correct its kind.', fa: 'نام فایل یا نوع آن را درست کنید.' },
  },
  FILE_SYNTAX: {
    status: 500,
    title: { en: 'A rule file is not valid JSON.', fa: 'فایل قاعده JSON معتبر نیست.' },
    hint: {
      en: 'Correct the place that the message names; comments are allowed, trailing commas are not.',
      fa: 'جایی را که پیام نشان می‌دهد درست کنید؛ توضیح مجاز است، ویرگول پایانی نه.',
    },
  },
  FILE_TOO_DEEP: {
    status: 500,
    title: { en: 'A rule file is nested too deeply.', fa: 'فایل قاعده بیش از اندازه تودرتو است.' },
    hint: {
      en: 'Give parts of the conditions a name in a conditions file and refer to them.',
      fa: 'بخش‌هایی از شرط را در فایل شرط‌ها نام‌گذاری کنید و به آن‌ها ارجاع دهید.',
    },
  },
  FILE_TOO_LARGE: {
    status: 500,
    title: { en: 'A rule file is too large.', fa: 'فایل قاعده بیش از اندازه بزرگ است.' },
    hint: {
      en: 'Split it into several files; one has at most 1 MB.',
      fa: 'آن را به چند فایل تقسیم کنید؛ هر فایل حداکثر ۱ مگابایت است.',
    },
  },
  FILE_TOO_MANY: {
    status: 500,
    title: { en: 'A folder holds too many rule files.', fa: 'پوشه بیش از اندازه فایل قاعده دارد.' },
    hint: {
      en: 'Keep rule files in a folder of their own, and many rules in one file.',
      fa: 'فایل‌های قاعده را در پوشه‌ای جدا نگه دارید و قواعد بسیار را در یک فایل بنویسید.',
    },
  },
  FILE_UNREADABLE: {
    status: 500,
    title: { en: 'A rule file or folder cannot be read.', fa: 'فایل یا پوشهٔ قواعد خواندنی نیست.' },
    hint: {
      en: 'Check that it exists and that the process may read it.',
      fa: 'بررسی کنید که وجود دارد و برنامه اجازهٔ خواندن آن را دارد.',
    },
  },
  MAPPING_PATH_INVALID: {
    status: 500,
    title: { en: 'A mapping names a place that cannot be read.', fa: 'یک نگاشت جایی را نام برده که خواندنی نیست.' },
    hint: {
      en: 'Write `$.a.b`, `[0]` or `[*]`, or the bare name of a column.',
      fa: 'به شکل `$.a.b` و `[0]` و `[*]` بنویسید، یا تنها نام ستون را.',
    },
  },
  MAPPING_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such mapping.', fa: 'چنین نگاشتی نیست.' },
    hint: {
      en: 'Write a file of kind "mapping", or choose one that is there.',
      fa: 'پرونده‌ای از نوع «mapping» بنویسید یا یکی از موجودها را برگزینید.',
    },
  },
} as const satisfies ErrorEntries
