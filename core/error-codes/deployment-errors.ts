import type { ErrorEntries } from './error-entry.js'

/** Errors of the configuration, the data folder and the command line. */
export const deploymentErrors = {
  CLI_ARGUMENT_INVALID: {
    status: 400,
    title: { en: 'A command was typed wrongly.', fa: 'فرمان نادرست نوشته شده است.' },
    hint: { en: 'Run the command with --help to see what it takes.', fa: 'فرمان را با --help اجرا کنید تا ببینید چه می‌پذیرد.' },
  },
  CLI_FILE_UNREADABLE: {
    status: 400,
    title: { en: 'The file named in the command cannot be read.', fa: 'فایلی که فرمان نام می‌برد خواندنی نیست.' },
    hint: {
      en: 'Check the path and the right to read it; a relative path counts from the current folder.',
      fa: 'مسیر و اجازهٔ خواندن را بررسی کنید؛ مسیر نسبی از پوشهٔ جاری حساب می‌شود.',
    },
  },
  CLI_FOLDER_TAKEN: {
    status: 409,
    title: { en: 'The folder to be made holds something already.', fa: 'پوشه‌ای که باید ساخته شود خالی نیست.' },
    hint: { en: 'Name another folder, or empty this one.', fa: 'پوشهٔ دیگری نام ببرید یا این را خالی کنید.' },
  },
  CONFIG_INVALID: {
    status: 500,
    title: { en: 'Something in the configuration is wrong.', fa: 'بخشی از پیکربندی نادرست است.' },
    hint: { en: 'Correct the place that the message names.', fa: 'جایی را که پیام نشان می‌دهد درست کنید.' },
  },
  CONFIG_SYNTAX: {
    status: 500,
    title: { en: 'The configuration is not valid JSON.', fa: 'پیکربندی JSON معتبر نیست.' },
    hint: {
      en: 'Correct the place that the message names; comments and trailing commas are allowed.',
      fa: 'جایی را که پیام نشان می‌دهد درست کنید؛ توضیح و ویرگول پایانی مجاز است.',
    },
  },
  CONFIG_UNREADABLE: {
    status: 500,
    title: { en: 'A file of the configuration cannot be read.', fa: 'فایلی از پیکربندی خواندنی نیست.' },
    hint: { en: 'Give the user of this process the right to read it.', fa: 'به کاربر این برنامه اجازهٔ خواندن آن را بدهید.' },
  },
  DATA_FOLDER_UNUSABLE: {
    status: 500,
    title: { en: 'The data folder cannot be used.', fa: 'پوشهٔ داده به کار نمی‌آید.' },
    hint: {
      en: 'Name another folder with `--data`, or give this process the right to make it.',
      fa: 'پوشهٔ دیگری با `--data` نام ببرید یا به این برنامه اجازهٔ ساختنش را بدهید.',
    },
  },
  DEPLOYMENT_LAYER_MISSING: {
    status: 500,
    title: { en: 'A layer that the deployment builds on is not there.', fa: 'لایه‌ای که استقرار بر آن بنا شده موجود نیست.' },
    hint: {
      en: 'Correct the path in "extends"; it counts from the folder of the deployment.',
      fa: 'مسیر را در extends درست کنید؛ مسیر از پوشهٔ استقرار حساب می‌شود.',
    },
  },
  DEPLOYMENT_NOT_FOUND: {
    status: 500,
    title: { en: 'The folder is no deployment.', fa: 'این پوشه یک استقرار نیست.' },
    hint: {
      en: 'Name the folder with --deployment, or make one with `sarnakh init <folder>`.',
      fa: 'پوشه را با --deployment نام ببرید یا با `sarnakh init <folder>` یکی بسازید.',
    },
  },
  INTERNAL: {
    status: 500,
    title: { en: 'Something unexpected happened.', fa: 'خطایی پیش‌بینی‌نشده رخ داد.' },
    hint: { en: 'Look for the request id in the log and report it.', fa: 'شناسهٔ درخواست را در گزارش بیابید و خبر دهید.' },
  },
} as const satisfies ErrorEntries
