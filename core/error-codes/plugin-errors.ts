import type { ErrorEntries } from './error-entry.js'

/** Errors of plugins. */
export const pluginErrors = {
  PLUGIN_API_VERSION: {
    status: 500,
    title: {
      en: 'A plugin was written for another version of the plugin API.',
      fa: 'افزونه برای نسخهٔ دیگری از رابط افزونه‌ها نوشته شده است.',
    },
    hint: {
      en: 'Take a version of the plugin that fits this version of Sarnakh.',
      fa: 'نسخه‌ای از افزونه را بگیرید که با این نسخهٔ سرنخ سازگار است.',
    },
  },
  PLUGIN_CONTRIBUTION_DUPLICATE: {
    status: 500,
    title: { en: 'Two plugins give the same thing under one name.', fa: 'دو افزونه یک چیز را با یک نام عرضه می‌کنند.' },
    hint: {
      en: 'Remove one of the plugins named, or rename what it gives.',
      fa: 'یکی از افزونه‌های نام‌برده را بردارید یا نام آنچه عرضه می‌کند را عوض کنید.',
    },
  },
  PLUGIN_CONTRIBUTION_UNKNOWN: {
    status: 500,
    title: {
      en: 'A plugin gives something that this version does not know.',
      fa: 'افزونه چیزی عرضه می‌کند که این نسخه نمی‌شناسد.',
    },
    hint: {
      en: 'Correct the key in the plugin; the message names the nearest one.',
      fa: 'کلید را در افزونه درست کنید؛ پیام نزدیک‌ترین کلید را نام می‌برد.',
    },
  },
  PLUGIN_DEPENDENCY_CYCLE: {
    status: 500,
    title: { en: 'Plugins wait for each other in a circle.', fa: 'افزونه‌ها دایره‌وار به هم وابسته‌اند.' },
    hint: {
      en: 'Remove one of the dependencies that the message names.',
      fa: 'یکی از وابستگی‌هایی را که پیام نام می‌برد بردارید.',
    },
  },
  PLUGIN_DUPLICATE: {
    status: 500,
    title: { en: 'A plugin is there twice.', fa: 'یک افزونه دو بار آمده است.' },
    hint: { en: 'Name it once in the configuration.', fa: 'آن را در پیکربندی یک بار بنویسید.' },
  },
  PLUGIN_FAILED: {
    status: 500,
    title: { en: 'A plugin failed.', fa: 'افزونه‌ای خطا داد.' },
    hint: {
      en: 'Read what the plugin said, repair or update it, then run the held work again.',
      fa: 'پیام افزونه را بخوانید، آن را اصلاح یا به‌روز کنید و کارهای مانده را دوباره اجرا کنید.',
    },
  },
  PLUGIN_HOOK_UNKNOWN: {
    status: 500,
    title: { en: 'A plugin listens to a hook that nobody calls.', fa: 'افزونه به قلابی گوش می‌دهد که کسی آن را صدا نمی‌زند.' },
    hint: {
      en: 'Correct the name of the hook, or load the plugin that declares it.',
      fa: 'نام قلاب را درست کنید یا افزونه‌ای را که آن را اعلام می‌کند بارگذاری کنید.',
    },
  },
  PLUGIN_LOAD_FAILED: {
    status: 500,
    title: { en: 'The module of a plugin cannot be loaded.', fa: 'ماژول افزونه بارگذاری نمی‌شود.' },
    hint: {
      en: 'Repair what the message says, or take the plugin out of the configuration.',
      fa: 'آنچه پیام می‌گوید اصلاح کنید یا افزونه را از پیکربندی بردارید.',
    },
  },
  PLUGIN_MALFORMED: {
    status: 500,
    title: { en: 'A plugin is not built as the plugin API asks.', fa: 'ساختار افزونه با رابط افزونه‌ها نمی‌خواند.' },
    hint: {
      en: 'Build it with definePlugin and the define helpers of each kind.',
      fa: 'آن را با definePlugin و تابع‌های define هر نوع بسازید.',
    },
  },
  PLUGIN_MISSING_DEPENDENCY: {
    status: 500,
    title: { en: 'A plugin needs another one that is not loaded.', fa: 'افزونه به افزونه‌ای نیاز دارد که بارگذاری نشده است.' },
    hint: {
      en: 'Add the plugin named in the message to the configuration.',
      fa: 'افزونه‌ای را که پیام نام می‌برد به پیکربندی بیفزایید.',
    },
  },
  PLUGIN_NOT_FOUND: {
    status: 500,
    title: { en: 'A plugin of the configuration is not there.', fa: 'افزونه‌ای که پیکربندی نام می‌برد موجود نیست.' },
    hint: {
      en: 'Correct the name, write a path as ./plugins/<name>, or install the package in the deployment.',
      fa: 'نام را درست کنید، مسیر را به شکل ./plugins/<name> بنویسید یا بسته را در استقرار نصب کنید.',
    },
  },
  PLUGIN_OPTIONS_INVALID: {
    status: 500,
    title: { en: 'The options of a plugin are not valid.', fa: 'گزینه‌های افزونه معتبر نیست.' },
    hint: {
      en: 'Correct the options in the configuration; the message names each one.',
      fa: 'گزینه‌ها را در پیکربندی درست کنید؛ پیام هر کدام را نام می‌برد.',
    },
  },
  PLUGIN_SQL_REFUSED: {
    status: 500,
    title: { en: 'A plugin reached for a table that is not its own.', fa: 'افزونه به جدولی دست برد که از آن او نیست.' },
    hint: {
      en: 'A plugin writes one statement at a time, on tables whose names begin with `plugin_`.',
      fa: 'افزونه هر بار یک دستور روی جدول‌هایی می‌نویسد که نامشان با `plugin_` آغاز می‌شود.',
    },
  },
  PLUGIN_SWITCHED_OFF: {
    status: 503,
    title: { en: 'A plugin is switched off.', fa: 'افزونه‌ای خاموش است.' },
    hint: {
      en: 'Read why on the plugins page, repair it, then switch it on again.',
      fa: 'دلیل را در صفحهٔ افزونه‌ها بخوانید، آن را اصلاح و دوباره روشن کنید.',
    },
  },
  PLUGIN_TIMED_OUT: {
    status: 504,
    title: { en: 'A plugin did not answer in time.', fa: 'افزونه‌ای به‌موقع پاسخ نداد.' },
    hint: {
      en: 'Look at what the plugin waits for, or give it more time.',
      fa: 'ببینید افزونه منتظر چیست، یا زمان بیشتری به آن بدهید.',
    },
  },
  PLUGIN_UNKNOWN: {
    status: 404,
    title: { en: 'There is no plugin of this name.', fa: 'افزونه‌ای با این نام وجود ندارد.' },
    hint: { en: 'Choose one from the list of plugins.', fa: 'یکی از فهرست افزونه‌ها را برگزینید.' },
  },
} as const satisfies ErrorEntries
