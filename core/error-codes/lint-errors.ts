import type { ErrorEntries } from './error-entry.js'

/** Rules that are sound, and hardly what was meant. */
export const lintErrors = {
  RULE_ALWAYS_TRUE: {
    status: 500,
    title: { en: 'Conditions that every lead meets.', fa: 'شرط‌هایی که همهٔ سرنخ‌ها دارند.' },
    hint: {
      en: 'Narrow them; if every lead is meant, ask only whether "$.id" is present.',
      fa: 'آن‌ها را محدودتر کنید؛ اگر همهٔ سرنخ‌ها مقصود است فقط پر بودن «$.id» را بپرسید.',
    },
  },
  RULE_CASE_MISSING: {
    status: 500,
    title: { en: 'A rule without a case.', fa: 'قاعده‌ای که هیچ نمونه‌ای ندارد.' },
    hint: {
      en: 'Write a case for each rule: one that matches, one that just misses, one with the value missing.',
      fa: 'برای هر قاعده نمونه بنویسید: یکی که برقرار است، یکی که اندکی کم دارد، یکی بی آن مقدار.',
    },
  },
  RULE_CONDITION_UNUSED: {
    status: 500,
    title: { en: 'A named condition that nothing uses.', fa: 'شرط نام‌داری که هیچ جا به کار نرفته است.' },
    hint: { en: 'Use it or remove it.', fa: 'آن را به کار ببرید یا حذف کنید.' },
  },
  RULE_DEDUPE_BROAD: {
    status: 500,
    title: {
      en: 'Leads are taken for one by a field that many share.',
      fa: 'سرنخ‌ها با فیلدی یکی شمرده می‌شوند که میان بسیاری مشترک است.',
    },
    hint: {
      en: 'Compare what belongs to one person alone: e-mail, phone, an external id or a field of your own.',
      fa: 'چیزی را بسنجید که تنها از آن یک نفر است: ایمیل، تلفن، شناسهٔ بیرونی یا فیلدی از خودتان.',
    },
  },
  RULE_DUPLICATE: {
    status: 500,
    title: { en: 'Two rules that ask the same.', fa: 'دو قاعده که یک چیز می‌پرسند.' },
    hint: { en: 'Keep one of them, or change what one asks.', fa: 'یکی را نگه دارید، یا شرط یکی را تغییر دهید.' },
  },
  RULE_ELAPSED_MISSING: {
    status: 500,
    title: {
      en: 'A wait that never ends where its field is missing.',
      fa: 'انتظاری که بدون مقدار فیلدش هرگز به پایان نمی‌رسد.',
    },
    hint: {
      en: 'Add a field to "since" that is always filled, or say beside it that the field is present.',
      fa: 'در since فیلدی بیفزایید که همیشه پر است، یا کنار آن بگویید که فیلد پر است.',
    },
  },
  RULE_EXPIRED: {
    status: 500,
    title: { en: 'A rule whose time is over.', fa: 'قاعده‌ای که زمانش گذشته است.' },
    hint: { en: 'Remove it, or move its "until".', fa: 'آن را حذف کنید یا until را جابه‌جا کنید.' },
  },
  RULE_GRADE_UNREACHABLE: {
    status: 500,
    title: { en: 'A grade that no lead can get.', fa: 'درجه‌ای که هیچ سرنخی به آن نمی‌رسد.' },
    hint: {
      en: 'Lower its "from", or raise the bounds or the points of rules.',
      fa: 'from آن را کم کنید، یا سقف‌ها یا نمرهٔ قواعد را بالا ببرید.',
    },
  },
  RULE_MISSING_MATCHES: {
    status: 500,
    title: {
      en: 'A negation that also takes in leads without the value.',
      fa: 'نفیی که سرنخ‌های بی‌مقدار را هم در بر می‌گیرد.',
    },
    hint: {
      en: 'Ask beside it whether the field is present.',
      fa: 'کنار آن بپرسید که فیلد پر است یا نه.',
    },
  },
  RULE_NEVER_TRUE: {
    status: 500,
    title: { en: 'Conditions that no lead can meet.', fa: 'شرط‌هایی که هیچ سرنخی نمی‌تواند داشته باشد.' },
    hint: {
      en: 'Change one of the comparisons that the message names.',
      fa: 'یکی از مقایسه‌هایی را که پیام نام می‌برد تغییر دهید.',
    },
  },
  RULE_OUTCOME_MISSING: {
    status: 500,
    title: { en: 'A pipeline in which no sale can be won or lost.', fa: 'خط فروشی که در آن هیچ فروشی برده یا باخته نمی‌شود.' },
    hint: {
      en: 'Add a stage with the category "won" and one with "lost".',
      fa: 'مرحله‌ای با دستهٔ won و مرحله‌ای با دستهٔ lost بیفزایید.',
    },
  },
  RULE_QUEUE_UNUSED: {
    status: 500,
    title: { en: 'A queue to which no rule sends leads.', fa: 'صفی که هیچ قاعده‌ای سرنخی به آن نمی‌فرستد.' },
    hint: { en: 'Send leads there or remove the queue.', fa: 'سرنخی به آن بفرستید یا صف را حذف کنید.' },
  },
  RULE_ROWS_OVERLAP: {
    status: 500,
    title: {
      en: 'Rows that match the same lead against the promise of the table.',
      fa: 'سطرهایی که برخلاف وعدهٔ جدول با یک سرنخ سازگارند.',
    },
    hint: {
      en: 'Narrow one of the rows, or let the first match win with "hitPolicy": "first".',
      fa: 'یکی از سطرها را محدودتر کنید، یا با hitPolicy برابر first بگذارید نخستین سطر برنده شود.',
    },
  },
  RULE_SCORE_UNREACHABLE: {
    status: 500,
    title: { en: 'A score is asked for that no lead can have.', fa: 'امتیازی خواسته شده که هیچ سرنخی به آن نمی‌رسد.' },
    hint: {
      en: 'Ask for less, or raise the bounds or the points of rules.',
      fa: 'عدد کمتری بخواهید، یا سقف‌ها یا نمرهٔ قواعد را بالا ببرید.',
    },
  },
  RULE_STATUS_DEAD_END: {
    status: 500,
    title: { en: 'An open status without a way to an end.', fa: 'وضعیت بازی که راهی به پایان ندارد.' },
    hint: {
      en: 'Name in "next" a status that leads to converted or lost.',
      fa: 'در next وضعیتی را نام ببرید که به تبدیل یا از دست رفتن می‌رسد.',
    },
  },
  RULE_STATUS_UNREACHABLE: {
    status: 500,
    title: { en: 'A status that nothing leads to.', fa: 'وضعیتی که هیچ راهی به آن نیست.' },
    hint: {
      en: 'Name it in "next" of the status before it, or remove it.',
      fa: 'آن را در next وضعیت پیش از آن نام ببرید، یا حذفش کنید.',
    },
  },
  RULE_TARGETS_ORDER: {
    status: 500,
    title: {
      en: 'Response targets, or their levels, stand in an order that leaves one without effect.',
      fa: 'ترتیب هدف‌های پاسخ یا سطح‌های آن‌ها یکی را بی‌اثر می‌کند.',
    },
    hint: {
      en: 'Put the target without conditions last, and levels of escalation from early to late.',
      fa: 'هدف بی‌شرط را آخر بگذارید و سطح‌های ارجاع را از زود به دیر بنویسید.',
    },
  },
  RULE_TRANSITIONS_CIRCLE: {
    status: 500,
    title: { en: 'Transitions that run in a circle.', fa: 'گذارهایی که دور می‌زنند.' },
    hint: {
      en: 'Let one of the rules that the message names ask something that the others rule out.',
      fa: 'یکی از قواعدی که پیام نام می‌برد چیزی بپرسد که دیگران آن را رد می‌کنند.',
    },
  },
} as const satisfies ErrorEntries
