import type { ErrorEntries } from './error-entry.js'

/** Errors of the database, its tables, records and filters. */
export const databaseErrors = {
  DATABASE_CONNECTION_INVALID: {
    status: 500,
    title: {
      en: 'What is to say where the database is cannot be understood.',
      fa: 'آنچه باید جای پایگاه داده را بگوید فهمیدنی نیست.',
    },
    hint: {
      en: 'Write postgres://user@host/database, or the path of a SQLite file.',
      fa: 'postgres://user@host/database یا مسیر یک فایل SQLite بنویسید.',
    },
  },
  DATABASE_CORRUPT: {
    status: 500,
    title: { en: 'The database file is damaged.', fa: 'پروندهٔ پایگاه داده آسیب دیده است.' },
    hint: {
      en: 'Stop the system, keep a copy of the file, and restore the newest backup.',
      fa: 'سامانه را متوقف کنید، رونوشتی از پرونده نگه دارید و تازه‌ترین پشتیبان را بازگردانید.',
    },
  },
  DATABASE_FAILED: {
    status: 500,
    title: { en: 'The database refused a statement.', fa: 'پایگاه داده دستوری را نپذیرفت.' },
    hint: {
      en: 'Look up the code in the manual of the database; the log of its server says what it refused.',
      fa: 'کد را در راهنمای پایگاه داده بجویید؛ گزارش کارساز آن می‌گوید چه چیزی پذیرفته نشد.',
    },
  },
  DATABASE_FULL: {
    status: 503,
    title: { en: 'The disk of the database is full.', fa: 'دیسک پایگاه داده پر است.' },
    hint: {
      en: 'Free space on the disk; nothing that was acknowledged is lost, and writing goes on by itself.',
      fa: 'روی دیسک جا باز کنید؛ آنچه تأیید شده از دست نرفته و نوشتن خودبه‌خود ادامه می‌یابد.',
    },
  },
  DATABASE_LOCKED: {
    status: 503,
    title: { en: 'Another program holds the database.', fa: 'برنامهٔ دیگری پایگاه داده را در اختیار دارد.' },
    hint: {
      en: 'Close the other program, or try again in a few seconds.',
      fa: 'برنامهٔ دیگر را ببندید یا چند ثانیه بعد دوباره بکوشید.',
    },
  },
  DATABASE_NOT_DURABLE: {
    status: 500,
    title: {
      en: 'The database may lose writes that it has confirmed.',
      fa: 'پایگاه داده ممکن است نوشته‌های تأییدشده را از دست بدهد.',
    },
    hint: {
      en: 'Set fsync and synchronous_commit to on; for a trial without real data set SARNAKH_ALLOW_UNSAFE_POSTGRES=yes.',
      fa: 'fsync و synchronous_commit را on کنید؛ برای آزمایش بدون دادهٔ واقعی SARNAKH_ALLOW_UNSAFE_POSTGRES=yes بگذارید.',
    },
  },
  DATABASE_NOT_PREPARED: {
    status: 503,
    title: {
      en: 'A table or column of the declarations is not in the database.',
      fa: 'جدول یا ستونی از تعریف‌ها در پایگاه داده نیست.',
    },
    hint: {
      en: 'Run `sarnakh plan` to see what is missing and `sarnakh migrate` to make it.',
      fa: 'با `sarnakh plan` کمبودها را ببینید و با `sarnakh migrate` آن‌ها را بسازید.',
    },
  },
  DATABASE_RACE: {
    status: 503,
    title: { en: 'Another writer changed the same rows at the same time.', fa: 'نویسندهٔ دیگری هم‌زمان همان سطرها را تغییر داد.' },
    hint: { en: 'Try again; nothing of this attempt was written.', fa: 'دوباره بکوشید؛ از این تلاش چیزی نوشته نشده است.' },
  },
  DATABASE_READ_ONLY: {
    status: 503,
    title: { en: 'The database can be read but not written.', fa: 'پایگاه داده خوانده می‌شود ولی نوشته نمی‌شود.' },
    hint: {
      en: 'Give the user of this process the right to write the file and its folder, or connect to the primary server.',
      fa: 'به کاربر این برنامه اجازهٔ نوشتن پرونده و پوشهٔ آن را بدهید یا به کارساز اصلی وصل شوید.',
    },
  },
  DATABASE_REFUSED: {
    status: 503,
    title: { en: 'The database does not let this process in.', fa: 'پایگاه داده این برنامه را نمی‌پذیرد.' },
    hint: {
      en: 'Check path and rights of the file, or user, password and database name of the connection string.',
      fa: 'نشانی و اجازهٔ پرونده، یا کاربر و گذرواژه و نام پایگاه در رشتهٔ اتصال را بررسی کنید.',
    },
  },
  DATABASE_TOO_OLD: {
    status: 500,
    title: { en: 'The database is too old.', fa: 'نسخهٔ پایگاه داده قدیمی است.' },
    hint: {
      en: 'Install the version that the message names, or a newer one.',
      fa: 'نسخه‌ای را که پیام نام می‌برد یا تازه‌تر از آن را نصب کنید.',
    },
  },
  DATABASE_TOO_SLOW: {
    status: 503,
    title: { en: 'A question took the database too long and was stopped.', fa: 'پرسش بیش از اندازه طول کشید و متوقف شد.' },
    hint: {
      en: 'Narrow the filter, or declare the field it uses as `indexed`.',
      fa: 'پالایه را تنگ‌تر کنید یا فیلد آن را `indexed` تعریف کنید.',
    },
  },
  DATABASE_UNREACHABLE: {
    status: 503,
    title: { en: 'The database cannot be reached.', fa: 'دسترسی به پایگاه داده ممکن نیست.' },
    hint: {
      en: 'Check that the server runs and that the connection string names its address; the system connects again by itself.',
      fa: 'بررسی کنید که کارساز روشن و نشانی آن در رشتهٔ اتصال درست است؛ سامانه خودبه‌خود دوباره وصل می‌شود.',
    },
  },
  FILTER_CURSOR_INVALID: {
    status: 400,
    title: { en: 'The mark of the page before is not one of ours.', fa: 'نشان صفحهٔ پیش معتبر نیست.' },
    hint: {
      en: 'Hand back `next` of the page before unchanged, with the same sort, or start at the first page.',
      fa: 'مقدار `next` صفحهٔ پیش را بی‌تغییر و با همان ترتیب بازگردانید یا از صفحهٔ نخست آغاز کنید.',
    },
  },
  FILTER_FACT_FAILED: {
    status: 503,
    title: { en: 'A fact that a filter asks for could not be loaded.', fa: 'داده‌ای که پالایه می‌پرسد بار نشد.' },
    hint: {
      en: 'See the message for the cause; look at the plugin that gives the fact, then ask again.',
      fa: 'علت در پیام است؛ افزونه‌ای را که این داده را می‌دهد ببینید و دوباره بپرسید.',
    },
  },
  FILTER_FIELD_UNKNOWN: {
    status: 400,
    title: {
      en: 'A filter, sort or group names a field that is not declared.',
      fa: 'پالایه، ترتیب یا گروه‌بندی فیلدی تعریف‌نشده را نام می‌برد.',
    },
    hint: {
      en: 'Correct the name, or declare the field in a file of kind `fields`.',
      fa: 'نام را درست کنید یا فیلد را در پرونده‌ای از نوع `fields` تعریف کنید.',
    },
  },
  FILTER_INVALID: {
    status: 400,
    title: {
      en: 'A filter compares what does not fit.',
      fa: 'پالایه چیزهایی ناسازگار را می‌سنجد.',
    },
    hint: {
      en: 'Correct the fact, operator or value that the message names.',
      fa: 'داده، عملگر یا مقداری را که پیام نام می‌برد درست کنید.',
    },
  },
  FILTER_NOT_SQL: {
    status: 400,
    title: {
      en: 'A condition, sort or group asks for what is kept in no record.',
      fa: 'شرط، ترتیب یا گروه‌بندی چیزی را می‌پرسد که در هیچ رکوردی نیست.',
    },
    hint: {
      en: 'Ask for fields of the record itself, for the score of the first scoring file, or for a field that can be sorted and grouped.',
      fa: 'فیلدهای خود رکورد، امتیاز نخستین فایل امتیازدهی یا فیلدی را بپرسید که ترتیب و گروه دارد.',
    },
  },
  FILTER_SHAPE: {
    status: 400,
    title: { en: 'A filter is not written as conditions.', fa: 'پالایه به شکل شرط نوشته نشده است.' },
    hint: {
      en: 'Write it like the conditions of a rule: all, any, not, condition, or fact with operator and value.',
      fa: 'آن را مانند شرط‌های قاعده بنویسید: all، any، not، condition یا fact همراه operator و value.',
    },
  },
  FILTER_TOO_LARGE: {
    status: 400,
    title: { en: 'A filter is too large.', fa: 'پالایه بیش از اندازه بزرگ است.' },
    hint: {
      en: 'Use fewer conditions, or one `in` with a list of values.',
      fa: 'شرط‌های کمتری به کار ببرید یا یک `in` با فهرست مقدارها.',
    },
  },
  SCHEMA_COLUMN_CLASH: {
    status: 500,
    title: {
      en: 'A field would stand in a column of another field or another type.',
      fa: 'فیلدی در ستون فیلدی دیگر یا ستونی از نوع دیگر جای می‌گیرد.',
    },
    hint: {
      en: 'Rename the custom field that the message names; a column of another type can also be converted by hand.',
      fa: 'نام فیلد افزوده‌ای را که پیام نام می‌برد تغییر دهید؛ ستونی از نوع دیگر را می‌توان دستی نیز تبدیل کرد.',
    },
  },
  SCHEMA_INVALID: {
    status: 500,
    title: { en: 'A JSON Schema is itself not valid.', fa: 'یک JSON Schema خودش درست نیست.' },
    hint: { en: 'Correct the schema of the field or plugin named.', fa: 'شِمای فیلد یا افزونه‌ای را که نام برده شده اصلاح کنید.' },
  },
  SCHEMA_PENDING: {
    status: 503,
    title: { en: 'The database is not up to date with the declared fields.', fa: 'پایگاه داده با فیلدهای تعریف‌شده هم‌خوان نیست.' },
    hint: {
      en: 'See the changes with "sarnakh plan", then do them with "sarnakh migrate".',
      fa: 'تغییرها را با «sarnakh plan» ببینید و با «sarnakh migrate» انجام دهید.',
    },
  },
} as const satisfies ErrorEntries
