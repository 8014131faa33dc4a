import type { ErrorEntries } from './error-entry.js'

/** Errors of publishing rules, taking them back, and replaying what they decided. */
export const publishingErrors = {
  DECISION_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such decision.', fa: 'چنین تصمیمی نیست.' },
    hint: {
      en: 'Take the id from `sarnakh lead show <lead> --explain --json`.',
      fa: 'شناسه را از `sarnakh lead show <lead> --explain --json` بردارید.',
    },
  },
  DECISION_UNREADABLE: {
    status: 500,
    title: { en: 'A stored decision cannot be read.', fa: 'تصمیم ذخیره‌شده‌ای خوانده نمی‌شود.' },
    hint: {
      en: 'It was damaged in the database; the others are read all the same. A backup may hold it whole.',
      fa: 'این تصمیم در پایگاه داده آسیب دیده است؛ بقیه خوانده می‌شوند. شاید نسخهٔ پشتیبان آن را سالم داشته باشد.',
    },
  },
  PUBLICATION_OVERTAKEN: {
    status: 409,
    title: { en: 'Somebody else has published rules meanwhile.', fa: 'در این میان کس دیگری قواعد را منتشر کرده است.' },
    hint: {
      en: 'Look at what was published (`sarnakh rules history`), then publish again.',
      fa: 'آنچه را منتشر شده ببینید (`sarnakh rules history`) و دوباره منتشر کنید.',
    },
  },
  PUBLICATION_UNKNOWN: {
    status: 404,
    title: { en: 'These rules were never published.', fa: 'این قواعد هرگز منتشر نشده‌اند.' },
    hint: {
      en: '`sarnakh rules history` lists the numbers and digests that can be named.',
      fa: '`sarnakh rules history` شماره‌ها و چکیده‌های موجود را نشان می‌دهد.',
    },
  },
  RULES_FROM_FILES: {
    status: 409,
    title: { en: 'Here the files decide as they lie on disk.', fa: 'اینجا فایل‌ها همان‌گونه که روی دیسک‌اند تصمیم می‌گیرند.' },
    hint: {
      en: 'Write "rules": { "from": "published" } in sarnakh.json and start again; until then a saved file decides at once.',
      fa: 'در sarnakh.json بنویسید "rules": { "from": "published" } و دوباره اجرا کنید؛ تا آن زمان هر فایلِ ذخیره‌شده بی‌درنگ تصمیم می‌گیرد.',
    },
  },
  RULES_NOT_FOLLOWED: {
    status: 503,
    title: { en: 'This process cannot decide by the published rules.', fa: 'این فرایند نمی‌تواند با قواعد منتشرشده تصمیم بگیرد.' },
    hint: {
      en: 'Leads wait safely. Start this process again with the plugins and fields that the rules name, or return to earlier rules.',
      fa: 'سرنخ‌ها در امان‌اند و منتظر می‌مانند. این فرایند را با افزونه‌ها و فیلدهایی که قواعد نام می‌برند دوباره اجرا کنید، یا به قواعد پیشین برگردید.',
    },
  },
  STATUS_MIGRATION_INVALID: {
    status: 422,
    title: { en: 'Statuses cannot be changed like this.', fa: 'وضعیت‌ها را این‌گونه نمی‌توان تغییر داد.' },
    hint: {
      en: 'Name each status as old=new: one that there is, and the one that its records shall have.',
      fa: 'هر وضعیت را به شکل old=new بنویسید: وضعیتی که هست و وضعیتی که رکوردهایش بگیرند.',
    },
  },
  WHY_RULES_GONE: {
    status: 422,
    title: { en: 'The rules that made this decision are gone.', fa: 'قواعدی که این تصمیم را گرفتند دیگر نیستند.' },
    hint: {
      en: 'Ask about the lead as it is now, without the decision; or start with the plugins and fields that the old rules name.',
      fa: 'بدون تصمیم، دربارهٔ وضع اکنون سرنخ بپرسید؛ یا با افزونه‌ها و فیلدهای قواعد قدیم اجرا کنید.',
    },
  },
  WHY_UNCLEAR: {
    status: 422,
    title: { en: 'It is not clear what is asked for.', fa: 'روشن نیست چه پرسیده شده است.' },
    hint: {
      en: 'Ask for one rule, grade, status, queue or score, by the name it has in the rule files.',
      fa: 'یک قاعده، درجه، وضعیت، صف یا امتیاز را با نامی که در فایل‌های قواعد دارد بپرسید.',
    },
  },
} as const satisfies ErrorEntries
