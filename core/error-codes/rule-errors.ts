import type { ErrorEntries } from './error-entry.js'

/** Errors of what rule files say. */
export const ruleErrors = {
  RULE_ACTION_UNFIT: {
    status: 500,
    title: {
      en: 'A rule about a customer or a sale asks for an action that is for leads alone.',
      fa: 'قاعده‌ای دربارهٔ مشتری یا فروش عملی می‌خواهد که تنها برای سرنخ است.',
    },
    hint: {
      en: 'Take an action that can do something with this record; the message names them.',
      fa: 'عملی بردارید که برای این رکورد کاری می‌کند؛ پیام آن‌ها را نام می‌برد.',
    },
  },
  RULE_ACTION_UNKNOWN: {
    status: 500,
    title: { en: 'A rule asks for an action that no plugin gives.', fa: 'قاعده عملی می‌خواهد که هیچ افزونه‌ای ندارد.' },
    hint: {
      en: 'Correct the name or add the plugin that gives the action.',
      fa: 'نام را درست کنید یا افزونهٔ آن عمل را بیفزایید.',
    },
  },
  RULE_BOUNDS_EMPTY: {
    status: 500,
    title: {
      en: 'A rule ends before it begins.',
      fa: 'پایان قاعده پیش از آغاز آن است.',
    },
    hint: {
      en: 'Write an "until" that is later than "from".',
      fa: 'برای until زمانی پس از from بنویسید.',
    },
  },
  RULE_CALENDAR_INVALID: {
    status: 500,
    title: {
      en: 'A working calendar names hours or days that do not exist.',
      fa: 'تقویم کاری ساعت یا روزی را نام می‌برد که وجود ندارد.',
    },
    hint: {
      en: 'Write hours as 08:30-17:00 and days as 2026-03-21, or 03-21 for every year; "dates" says in which calendar.',
      fa: 'ساعت‌ها را مانند 08:30-17:00 و روزها را مانند 1405-01-01، یا 01-01 برای هر سال، بنویسید؛ dates تقویم آن‌ها را می‌گوید.',
    },
  },
  RULE_CALENDAR_UNKNOWN: {
    status: 500,
    title: {
      en: 'A rule counts by a working calendar that does not exist.',
      fa: 'قاعده با تقویم کاری‌ای می‌شمارد که وجود ندارد.',
    },
    hint: {
      en: 'Correct the name or add a file of kind "calendar".',
      fa: 'نام را درست کنید یا فایلی از نوع calendar بیفزایید.',
    },
  },
  RULE_CELL_INVALID: {
    status: 500,
    title: { en: 'A cell of a decision table cannot be read.', fa: 'خانهٔ جدول تصمیم خوانا نیست.' },
    hint: {
      en: 'Write -, missing, not missing, a value, "in a, b", "not a, b", a comparison or a range.',
      fa: 'یکی از این‌ها را بنویسید: -، missing، not missing، یک مقدار، in a, b، not a, b، یک مقایسه یا یک بازه.',
    },
  },
  RULE_CONDITIONS_INVALID: {
    status: 400,
    title: { en: 'These are no conditions.', fa: 'این‌ها شرط نیستند.' },
    hint: {
      en: 'Correct the place that the message names; conditions are built as json-rules-engine reads them.',
      fa: 'جایی را که پیام نشان می‌دهد درست کنید؛ شرط‌ها همان ساختار json-rules-engine را دارند.',
    },
  },
  RULE_CONDITIONS_TOO_LARGE: {
    status: 400,
    title: { en: 'Conditions are too deep or too large.', fa: 'شرط‌ها بیش از اندازه تودرتو یا بزرگ‌اند.' },
    hint: {
      en: 'Divide them into several rules, or name parts of them in a conditions file.',
      fa: 'آن‌ها را به چند قاعده تقسیم کنید یا بخش‌هایی را در فایل شرط‌ها نام‌گذاری کنید.',
    },
  },
  RULE_CONDITION_CYCLE: {
    status: 400,
    title: { en: 'Named conditions refer to each other in a circle.', fa: 'شرط‌های نام‌دار دایره‌وار به هم ارجاع می‌دهند.' },
    hint: { en: 'Remove one of the references that the message names.', fa: 'یکی از ارجاع‌هایی را که پیام نام می‌برد حذف کنید.' },
  },
  RULE_CONDITION_UNKNOWN: {
    status: 400,
    title: {
      en: 'A rule refers to a named condition that does not exist.',
      fa: 'قاعده به شرط نام‌داری ارجاع می‌دهد که وجود ندارد.',
    },
    hint: {
      en: 'Correct the name or define it in a conditions file.',
      fa: 'نام را درست کنید یا آن را در فایل شرط‌ها تعریف کنید.',
    },
  },
  RULE_CONVERSION_MISFIT: {
    status: 500,
    title: {
      en: 'A conversion file puts a value where it does not fit.',
      fa: 'فایل تبدیل مقداری را جایی می‌گذارد که جا نمی‌گیرد.',
    },
    hint: {
      en: 'Take a field of the lead whose type and choices fit, or fill the field that the message names.',
      fa: 'فیلدی از سرنخ بگیرید که نوع و گزینه‌هایش جور است، یا فیلدی را که پیام نام می‌برد پر کنید.',
    },
  },
  RULE_DEDUPE_KEY_UNFIT: {
    status: 500,
    title: {
      en: 'A dedupe file compares or joins what cannot be.',
      fa: 'فایل تکراری‌ها چیزی را می‌سنجد یا به هم می‌آورد که شدنی نیست.',
    },
    hint: {
      en: 'Compare texts, addresses, numbers; join choices or texts of several lines.',
      fa: 'متن، نشانی و شماره را بسنجید؛ گزینه‌ها یا متن چندخطی را به هم بیاورید.',
    },
  },
  RULE_FACTS_INVALID: {
    status: 400,
    title: { en: 'These are no facts.', fa: 'این‌ها داده نیستند.' },
    hint: {
      en: 'Give an object with the value of each fact under its name; an empty one where there are none.',
      fa: 'شیئی بدهید که مقدار هر داده زیر نام آن باشد؛ اگر داده‌ای نیست، شیء خالی.',
    },
  },
  RULE_FACT_CYCLE: {
    status: 500,
    title: { en: 'Facts ask for each other in a circle.', fa: 'داده‌ها دایره‌وار یکدیگر را می‌خواهند.' },
    hint: {
      en: 'Let one of the facts that the message names work without the others.',
      fa: 'کاری کنید که یکی از داده‌هایی که پیام نام می‌برد به بقیه نیاز نداشته باشد.',
    },
  },
  RULE_FACT_LATE: {
    status: 500,
    title: { en: 'A fact took too long.', fa: 'یک داده دیرتر از مهلت رسید.' },
    hint: {
      en: 'Find out what the fact that the message names waits for, or raise factLimitMs.',
      fa: 'ببینید داده‌ای که پیام نام می‌برد منتظر چیست، یا factLimitMs را بیشتر کنید.',
    },
  },
  RULE_FACT_UNKNOWN: {
    status: 500,
    title: { en: 'A rule reads a fact that no plugin gives.', fa: 'قاعده داده‌ای می‌خواند که هیچ افزونه‌ای نمی‌دهد.' },
    hint: {
      en: 'Correct the name or add the plugin that gives the fact.',
      fa: 'نام را درست کنید یا افزونهٔ آن داده را بیفزایید.',
    },
  },
  RULE_FIELD_INVALID: {
    status: 500,
    title: { en: 'A custom field is declared wrongly.', fa: 'فیلد سفارشی نادرست تعریف شده است.' },
    hint: {
      en: 'Choose another name or type; the message says which are free.',
      fa: 'نام یا نوع دیگری برگزینید؛ پیام توضیح می‌دهد.',
    },
  },
  RULE_FIELD_UNKNOWN: {
    status: 500,
    title: { en: 'A rule file names a field that does not exist.', fa: 'فایل قاعده فیلدی را نام می‌برد که وجود ندارد.' },
    hint: {
      en: 'Correct the name or declare the field in a fields file.',
      fa: 'نام را درست کنید یا فیلد را در فایل فیلدها تعریف کنید.',
    },
  },
  RULE_FILTER_UNKNOWN: {
    status: 500,
    title: {
      en: 'A composition names an assignment filter that no plugin gives.',
      fa: 'ترکیبی پالایهٔ تخصیصی را نام می‌برد که هیچ افزونه‌ای ندارد.',
    },
    hint: {
      en: 'Correct the name or add the plugin that gives the filter.',
      fa: 'نام را درست کنید یا افزونهٔ آن پالایه را بیفزایید.',
    },
  },
  RULE_FORM_FIELD_CLOSED: {
    status: 500,
    title: {
      en: 'A form asks for a field that no visitor can write.',
      fa: 'فرم فیلدی را می‌پرسد که بازدیدکننده نمی‌تواند بنویسد.',
    },
    hint: {
      en: 'Take the field out of the form; rules and people decide it.',
      fa: 'فیلد را از فرم بردارید؛ قواعد و افراد آن را تعیین می‌کنند.',
    },
  },
  RULE_GRADES_ORDER: {
    status: 500,
    title: { en: 'Grades are not in order.', fa: 'درجه‌ها مرتب نیستند.' },
    hint: {
      en: 'Write the highest grade first; "until" is not above "from", and the last grade has neither.',
      fa: 'بالاترین درجه را نخست بنویسید؛ until از from بیشتر نیست و آخرین درجه هیچ‌کدام را ندارد.',
    },
  },
  RULE_GROUP_UNKNOWN: {
    status: 500,
    title: {
      en: 'A scoring rule gives points to a group that does not exist.',
      fa: 'قاعدهٔ امتیاز به گروهی امتیاز می‌دهد که وجود ندارد.',
    },
    hint: { en: 'Correct the name or add the group to the file.', fa: 'نام را درست کنید یا گروه را به فایل بیفزایید.' },
  },
  RULE_GUARD_FACT: {
    status: 500,
    title: { en: 'A guard of a stage asks for what it cannot know.', fa: 'نگهبان مرحله چیزی را می‌پرسد که نمی‌داند.' },
    hint: {
      en: 'Ask about the opportunity, its account, contact, owner, campaign or lead, or about now.',
      fa: 'دربارهٔ فرصت فروش، حساب، مخاطب، مسئول، کمپین یا سرنخ آن، یا زمان اکنون بپرسید.',
    },
  },
  RULE_ID_DUPLICATE: {
    status: 500,
    title: { en: 'Two things in the rule files have one id.', fa: 'دو چیز در فایل‌های قاعده یک شناسه دارند.' },
    hint: { en: 'Give one of the two another id.', fa: 'به یکی از دو مورد شناسهٔ دیگری بدهید.' },
  },
  RULE_LIFECYCLE_MISSING: {
    status: 500,
    title: { en: 'There is not exactly one lifecycle.', fa: 'چرخهٔ عمر باید دقیقاً یکی باشد.' },
    hint: {
      en: 'Keep one lifecycle file; a layer replaces it by giving its own the same id.',
      fa: 'تنها یک فایل lifecycle نگه دارید؛ لایه با همان شناسه آن را جایگزین می‌کند.',
    },
  },
  RULE_MAIL_UNKNOWN: {
    status: 500,
    title: { en: 'A rule sends a mail that does not exist.', fa: 'قاعده ایمیلی می‌فرستد که وجود ندارد.' },
    hint: {
      en: 'Correct the name or add a file of kind "mail".',
      fa: 'نام را درست کنید یا فایلی از نوع mail بیفزایید.',
    },
  },
  RULE_OPERATOR_UNFIT: {
    status: 500,
    title: { en: 'An operator does not fit what it compares.', fa: 'عملگر با آنچه می‌سنجد سازگار نیست.' },
    hint: {
      en: 'Take an operator that fits the type; the message names some.',
      fa: 'عملگری سازگار با نوع داده برگزینید؛ پیام چند نمونه می‌آورد.',
    },
  },
  RULE_OPERATOR_UNKNOWN: {
    status: 500,
    title: { en: 'A rule uses an operator that does not exist.', fa: 'قاعده عملگری به کار برده که وجود ندارد.' },
    hint: {
      en: 'Correct the name or add the plugin that gives the operator.',
      fa: 'نام را درست کنید یا افزونهٔ آن عملگر را بیفزایید.',
    },
  },
  RULE_PARAM_INVALID: {
    status: 500,
    title: {
      en: 'A parameter of a fact, action, strategy or model has a wrong value.',
      fa: 'پارامتر یک داده، عمل، روش یا مدل مقدار نادرست دارد.',
    },
    hint: { en: 'Correct the value; the message says what is expected.', fa: 'مقدار را درست کنید؛ پیام می‌گوید چه لازم است.' },
  },
  RULE_PARAM_UNKNOWN: {
    status: 500,
    title: { en: 'A parameter does not exist.', fa: 'پارامتر وجود ندارد.' },
    hint: { en: 'Correct the name; the message lists the known ones.', fa: 'نام را درست کنید؛ پیام نام‌های شناخته‌شده را می‌آورد.' },
  },
  RULE_PATH_MISSING: {
    status: 500,
    title: {
      en: 'A rule compares a whole object with a value.',
      fa: 'قاعده شیئی کامل را با یک مقدار می‌سنجد.',
    },
    hint: {
      en: 'Name the part that is meant in "path"; the message gives an example.',
      fa: 'بخش موردنظر را در path بنویسید؛ پیام نمونه‌ای دارد.',
    },
  },
  RULE_PLACEHOLDER_UNKNOWN: {
    status: 500,
    title: { en: 'A mail speaks of a field that does not exist.', fa: 'ایمیل از فیلدی می‌گوید که وجود ندارد.' },
    hint: {
      en: 'Write {{lead.name}} with a field that there is; words behind a bar stand in for a missing value.',
      fa: 'نام فیلدی موجود را مانند {{lead.name}} بنویسید؛ واژه‌های پس از | جای مقدار خالی می‌نشینند.',
    },
  },
  RULE_PRIORITY_UNCLEAR: {
    status: 500,
    title: {
      en: 'Rows of which the highest priority counts do not each have one of their own.',
      fa: 'در جدولی که بالاترین اولویت در آن تعیین‌کننده است، هر ردیف اولویت خودش را ندارد.',
    },
    hint: {
      en: 'Give every row another "priority", or let the first match win with "hitPolicy": "first".',
      fa: 'به هر ردیف priority جداگانه بدهید، یا با hitPolicy برابر first نخستین ردیف را تعیین‌کننده کنید.',
    },
  },
  RULE_PERMISSION_UNKNOWN: {
    status: 500,
    title: { en: 'A role names a permission that does not exist.', fa: 'نقش اجازه‌ای را نام می‌برد که نیست.' },
    hint: {
      en: 'Correct the name; `*` stands for all of them.',
      fa: 'نام را درست کنید؛ `*` به معنی همهٔ آن‌هاست.',
    },
  },
  RULE_QUEUE_UNKNOWN: {
    status: 500,
    title: { en: 'A rule names a queue that is not declared.', fa: 'قاعده صفی را نام می‌برد که تعریف نشده است.' },
    hint: {
      en: 'Correct the name or declare the queue in a queues file.',
      fa: 'نام را درست کنید یا صف را در فایل queues تعریف کنید.',
    },
  },
  RULE_RANK_UNKNOWN: {
    status: 500,
    title: {
      en: 'A composition names an assignment rank that no plugin gives.',
      fa: 'ترکیبی رتبهٔ تخصیصی را نام می‌برد که هیچ افزونه‌ای ندارد.',
    },
    hint: {
      en: 'Correct the name or add the plugin that gives the rank.',
      fa: 'نام را درست کنید یا افزونهٔ آن رتبه را بیفزایید.',
    },
  },
  RULE_REACH_UNFIT: {
    status: 500,
    title: { en: 'A role reaches where it cannot.', fa: 'دامنهٔ نقش ممکن نیست.' },
    hint: {
      en: 'Grant reading with writing, and "own" or "team" only where records have an owner.',
      fa: 'همراه نوشتن، خواندن را هم بدهید؛ "own" و "team" تنها برای رکوردهای مسئول‌دار است.',
    },
  },
  RULE_REASON_UNKNOWN: {
    status: 500,
    title: {
      en: 'A transition gives a reason that the status does not know, or gives none where one is demanded.',
      fa: 'گذار دلیلی می‌دهد که وضعیت نمی‌شناسد یا دلیل لازم را نمی‌دهد.',
    },
    hint: { en: 'Take one of the reasons that the message lists.', fa: 'یکی از دلیل‌هایی را که پیام می‌آورد به کار ببرید.' },
  },
  RULE_ROLE_UNKNOWN: {
    status: 500,
    title: { en: 'A rule file names a role that does not exist.', fa: 'فایل قاعده نقشی را نام می‌برد که وجود ندارد.' },
    hint: {
      en: 'Correct the name or add a file of kind "role".',
      fa: 'نام را درست کنید یا فایلی از نوع role بیفزایید.',
    },
  },
  RULE_SCORE_CIRCULAR: {
    status: 500,
    title: { en: 'A scoring rule reads a score.', fa: 'قاعدهٔ امتیازدهی خود امتیاز را می‌خواند.' },
    hint: {
      en: 'Score by fields and activities; rules of other kinds may read scores.',
      fa: 'با فیلدها و فعالیت‌ها امتیاز بدهید؛ قواعد دیگر می‌توانند امتیاز را بخوانند.',
    },
  },
  RULE_SCORE_UNKNOWN: {
    status: 500,
    title: { en: 'A rule reads a score or a model that does not exist.', fa: 'قاعده امتیاز یا مدلی را می‌خواند که وجود ندارد.' },
    hint: {
      en: 'Correct the name, or add the scoring file or the plugin with the model.',
      fa: 'نام را درست کنید یا فایل امتیاز یا افزونهٔ مدل را بیفزایید.',
    },
  },
  RULE_SEQUENCE_UNKNOWN: {
    status: 500,
    title: { en: 'A rule names a sequence that does not exist.', fa: 'قاعده توالی‌ای را نام می‌برد که وجود ندارد.' },
    hint: {
      en: 'Correct the name or add a file of kind "sequence".',
      fa: 'نام را درست کنید یا فایلی از نوع sequence بیفزایید.',
    },
  },
  RULE_SET_UNKNOWN: {
    status: 404,
    title: { en: 'There are no such rules.', fa: 'چنین قواعدی نیست.' },
    hint: {
      en: 'Name a folder, a digest that a decision or `sarnakh rules history` shows, or leave it out for the rules that decide now.',
      fa: 'یک پوشه، یا چکیده‌ای که در تصمیم یا `sarnakh rules history` آمده بنویسید، یا آن را ننویسید تا قواعدِ کنونی گرفته شود.',
    },
  },
  RULE_SHAPE: {
    status: 500,
    title: { en: 'A rule file is not built as its kind demands.', fa: 'ساختار فایل قاعده با نوع آن سازگار نیست.' },
    hint: { en: 'Correct the place that the message names.', fa: 'جایی را که پیام نشان می‌دهد درست کنید.' },
  },
  RULE_SOURCE_UNKNOWN: {
    status: 500,
    title: {
      en: 'A rule file names a lead source that no plugin gives.',
      fa: 'فایل قاعده منبعی را نام می‌برد که هیچ افزونه‌ای ندارد.',
    },
    hint: {
      en: 'Correct the name or add the plugin that gives the source.',
      fa: 'نام را درست کنید یا افزونهٔ آن منبع را بیفزایید.',
    },
  },
  RULE_STATUS_UNKNOWN: {
    status: 500,
    title: {
      en: 'A rule names a status that the lifecycle does not have.',
      fa: 'قاعده وضعیتی را نام می‌برد که در چرخهٔ عمر نیست.',
    },
    hint: {
      en: 'Correct the name or add the status to the lifecycle.',
      fa: 'نام را درست کنید یا وضعیت را به چرخهٔ عمر بیفزایید.',
    },
  },
  RULE_STRATEGY_UNKNOWN: {
    status: 500,
    title: {
      en: 'A routing rule names an assignment strategy that no plugin gives.',
      fa: 'قاعدهٔ مسیر روش تخصیصی را نام می‌برد که هیچ افزونه‌ای ندارد.',
    },
    hint: {
      en: 'Correct the name or add the plugin that gives the strategy.',
      fa: 'نام را درست کنید یا افزونهٔ آن روش را بیفزایید.',
    },
  },
  RULE_TABLE_INCOMPLETE: {
    status: 500,
    title: {
      en: 'A table that calls itself complete lacks a row.',
      fa: 'جدولی که خود را کامل می‌خواند سطری کم دارد.',
    },
    hint: {
      en: 'Add the rows that the message proposes, or a last row with "-" in every cell, or remove "complete".',
      fa: 'سطرهایی را که پیام پیشنهاد می‌کند یا سطر پایانی با «-» در همهٔ خانه‌ها بیفزایید، یا complete را حذف کنید.',
    },
  },
  RULE_TARGET_MISSING: {
    status: 500,
    title: { en: 'A routing rule sends the lead nowhere.', fa: 'قاعدهٔ مسیر سرنخ را به جایی نمی‌فرستد.' },
    hint: { en: 'Name a queue, or the e-mail of an owner.', fa: 'یک صف یا ایمیل یک مسئول را نام ببرید.' },
  },
  RULE_TRANSITION_FORBIDDEN: {
    status: 500,
    title: {
      en: 'A transition goes where the lifecycle lets no lead go.',
      fa: 'گذار به وضعیتی می‌رود که چرخهٔ عمر اجازه نمی‌دهد.',
    },
    hint: {
      en: 'Take the status out of "from", or add the target to its "next" in the lifecycle file.',
      fa: 'وضعیت را از from بردارید یا مقصد را به next آن در فایل چرخهٔ عمر بیفزایید.',
    },
  },
  RULE_UNREACHABLE: {
    status: 500,
    title: {
      en: 'A rule or row is never reached.',
      fa: 'قاعده یا سطری هرگز نوبت نمی‌یابد.',
    },
    hint: {
      en: 'Move it above the one that the message names, or remove it.',
      fa: 'آن را بالاتر از موردی ببرید که پیام نام می‌برد، یا حذفش کنید.',
    },
  },
  RULE_VALUE_UNKNOWN: {
    status: 500,
    title: {
      en: 'A rule compares a field with a value that it can never have.',
      fa: 'قاعده فیلد را با مقداری می‌سنجد که هرگز نخواهد داشت.',
    },
    hint: { en: 'Correct the value; the message lists the options.', fa: 'مقدار را درست کنید؛ پیام گزینه‌ها را می‌آورد.' },
  },
  SCORING_NOT_TRAINED: {
    status: 422,
    title: { en: 'The model could not be trained.', fa: 'مدل آموزش داده نشد.' },
    hint: {
      en: 'Correct what is named, or wait until more leads have ended: open leads do not count. Old leads are imported with the status in which they ended.',
      fa: 'آنچه نام برده شده را درست کنید، یا صبر کنید تا سرنخ‌های بیشتری پایان یابند: سرنخ باز شمرده نمی‌شود. سرنخ‌های قدیمی را با وضعیت پایانی‌شان درون‌ریزی کنید.',
    },
  },
} as const satisfies ErrorEntries
