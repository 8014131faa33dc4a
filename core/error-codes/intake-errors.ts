import type { ErrorEntries } from './error-entry.js'

/** Errors of leads and what happens to them. */
export const intakeErrors = {
  ACTION_UNKNOWN: {
    status: 500,
    title: { en: 'A rule asked for an action that no plugin gives.', fa: 'قاعده‌ای کاری خواسته که هیچ افزونه‌ای آن را ندارد.' },
    hint: {
      en: 'Load the plugin that gives the action, or correct the rule.',
      fa: 'افزونهٔ آن کار را بار کنید یا قاعده را درست کنید.',
    },
  },
  ACTIVITIES_TOO_MANY: {
    status: 413,
    title: { en: 'More activities came at once than are taken.', fa: 'فعالیت‌ها در یک بار بیش از اندازه بودند.' },
    hint: { en: 'Send them in calls of at most 1,000.', fa: 'آن‌ها را در چند درخواست حداکثر ۱۰۰۰تایی بفرستید.' },
  },
  ACTIVITY_INVALID: {
    status: 422,
    title: { en: 'An entry of a timeline is not valid.', fa: 'رویداد تاریخچه درست نیست.' },
    hint: {
      en: 'Correct the field that the message names; what the system notes itself cannot be noted by hand.',
      fa: 'فیلدی را که پیام نام می‌برد درست کنید؛ آنچه سامانه خود ثبت می‌کند دستی ثبت نمی‌شود.',
    },
  },
  CHANGE_SET_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such change.', fa: 'چنین تغییری نیست.' },
    hint: { en: 'Look it up under Changes.', fa: 'آن را در صفحهٔ تغییرها بجویید.' },
  },
  EFFECT_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such effect.', fa: 'چنین اثری نیست.' },
    hint: { en: 'List the effects and take an id from there.', fa: 'اثرها را فهرست کنید و شناسه را از آن بردارید.' },
  },
  INTAKE_CONFLICT: {
    status: 503,
    title: { en: 'Other writers were faster, again and again.', fa: 'نویسندگان دیگر بارها پیش‌دستی کردند.' },
    hint: {
      en: 'Nothing is lost; it is tried again. If it stays, look for a job that edits the same leads.',
      fa: 'چیزی گم نشده و دوباره تلاش می‌شود.',
    },
  },
  INTAKE_FAILED: {
    status: 500,
    title: { en: 'Intake could not finish this submission.', fa: 'پردازش این ورودی به پایان نرسید.' },
    hint: {
      en: 'Read the message, repair the cause, then replay the submission.',
      fa: 'پیام را بخوانید، علت را برطرف و ورودی را بازپخش کنید.',
    },
  },
  INTAKE_GAVE_UP: {
    status: 500,
    title: { en: 'Intake was interrupted on this submission several times.', fa: 'پردازش این ورودی چند بار نیمه‌کاره ماند.' },
    hint: {
      en: 'Look for the plugin that ends the process, then replay the submission.',
      fa: 'افزونه‌ای را که فرایند را می‌شکند بیابید و ورودی را بازپخش کنید.',
    },
  },
  LEAD_INVALID: {
    status: 422,
    title: { en: 'A value of the lead is not valid.', fa: 'یکی از مقدارهای سرنخ درست نیست.' },
    hint: { en: 'Correct the field that the message names.', fa: 'فیلدی را که پیام نام می‌برد درست کنید.' },
  },
  LEAD_REFUSED: {
    status: 422,
    title: { en: 'A guard refused this lead.', fa: 'یک نگهبان این سرنخ را نپذیرفت.' },
    hint: {
      en: 'Read its reason; replay the submission when it no longer holds.',
      fa: 'دلیلش را بخوانید و پس از رفع آن ورودی را بازپخش کنید.',
    },
  },
  LEAD_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such lead.', fa: 'چنین سرنخی نیست.' },
    hint: { en: 'Look it up in the list of leads.', fa: 'آن را در فهرست سرنخ‌ها بجویید.' },
  },
  OUTBOUND_FAILED: {
    status: 502,
    title: { en: 'An outside address did not answer.', fa: 'نشانی بیرونی پاسخ نداد.' },
    hint: { en: 'Check the address; the effect is tried again by itself.', fa: 'نشانی را بررسی کنید؛ کار خودبه‌خود تکرار می‌شود.' },
  },
  OUTBOUND_REFUSED: {
    status: 403,
    title: { en: 'This address may not be reached from here.', fa: 'از اینجا به این نشانی راهی نیست.' },
    hint: {
      en: 'Name an inside host under "allowHosts" in sarnakh.json if it is meant.',
      fa: 'اگر منظور میزبان درونی است، آن را در allowHosts پروندهٔ sarnakh.json بیاورید.',
    },
  },
  PERSON_UNKNOWN: {
    status: 404,
    title: { en: 'Nobody is known by what the activity names.', fa: 'کسی با آنچه فعالیت نام می‌برد شناخته نیست.' },
    hint: {
      en: 'Name the person by an id, an e-mail address or a phone number that is known, or send "unknown": "capture" to make a lead of them.',
      fa: 'شخص را با شناسه، ایمیل یا تلفنی که شناخته است نام ببرید، یا "unknown": "capture" را بفرستید تا سرنخی از او ساخته شود.',
    },
  },
  QUEUE_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such queue.', fa: 'چنین صفی نیست.' },
    hint: { en: 'Declare it in a file of kind "queues".', fa: 'آن را در پرونده‌ای از نوع «queues» تعریف کنید.' },
  },
  REPORT_PARAMS_INVALID: {
    status: 422,
    title: { en: 'A parameter of the report is not valid.', fa: 'یکی از پارامترهای گزارش درست نیست.' },
    hint: { en: 'See the parameters that the report declares.', fa: 'پارامترهایی را که گزارش اعلام کرده ببینید.' },
  },
  REPORT_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such report.', fa: 'چنین گزارشی نیست.' },
    hint: { en: 'Choose one that a loaded plugin gives.', fa: 'یکی از گزارش‌های افزونه‌های بارشده را برگزینید.' },
  },
  SEGMENT_NOT_LISTED: {
    status: 409,
    title: { en: 'This segment follows from conditions.', fa: 'این بخش از شرط‌ها می‌آید.' },
    hint: {
      en: 'Change the lead so that the conditions hold, or make a segment with "members": "listed".',
      fa: 'سرنخ را چنان تغییر دهید که شرط‌ها برقرار شوند، یا بخشی با «"members": "listed"» بسازید.',
    },
  },
  SEGMENT_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such segment.', fa: 'چنین بخشی نیست.' },
    hint: {
      en: 'Write a file of kind "segment", or choose one that is there.',
      fa: 'پرونده‌ای از نوع «segment» بنویسید یا یکی از موجودها را برگزینید.',
    },
  },
  SUBMISSION_EMPTY: {
    status: 422,
    title: { en: 'The source found no lead in the submission.', fa: 'منبع در این ورودی سرنخی نیافت.' },
    hint: {
      en: 'Check the mapping against the payload shown in the journal.',
      fa: 'نگاشت را با محتوای نشان‌داده در دفتر ورودی‌ها بسنجید.',
    },
  },
  SUBMISSION_TOO_MANY: {
    status: 422,
    title: { en: 'The source found too much in one submission.', fa: 'منبع در یک ورودی بیش از اندازه یافته است.' },
    hint: {
      en: 'Let the source split what arrives in "accept", one submission per lead, and replay this one.',
      fa: 'منبع باید رسیده‌ها را در «accept» جدا کند، هر سرنخ یک ورودی؛ سپس این یکی را دوباره بفرستید.',
    },
  },
  TASK_UNKNOWN: {
    status: 404,
    title: { en: 'There is no such task.', fa: 'چنین کاری نیست.' },
    hint: { en: 'Look it up in the list of open tasks.', fa: 'آن را در فهرست کارهای باز بجویید.' },
  },
} as const satisfies ErrorEntries
