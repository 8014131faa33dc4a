import type { SetupStep, SetupStepId } from './setup-step.js'

/** What each step is, why it matters and how it is done. */
export const SETUP_WORDS: { readonly [S in SetupStepId]: Pick<SetupStep, 'title' | 'why' | 'how' | 'link' | 'command'> } = {
  process: {
    title: { en: 'Define your process', fa: 'فرایند خود را تعریف کنید' },
    why: {
      en: 'Statuses, stages and fields must say what your sales people say, or nobody will keep them true.',
      fa: 'وضعیت‌ها، مرحله‌ها و فیلدها باید زبان فروشندگان شما باشند، وگرنه کسی درستشان نگه نمی‌دارد.',
    },
    how: {
      en: 'Put a lifecycle, a pipeline or a field file into the rules folder of the deployment, then check it.',
      fa: 'یک فایل چرخه، خط فروش یا فیلد در پوشهٔ rules استقرار بگذارید و سپس بررسی‌اش کنید.',
    },
    link: '/rules',
    command: 'sarnakh check',
  },
  people: {
    title: { en: 'Bring in users, teams and queues', fa: 'کاربران، تیم‌ها و صف‌ها را بیفزایید' },
    why: {
      en: 'A lead that nobody can get waits for ever.',
      fa: 'سرنخی که به کسی نرسد برای همیشه منتظر می‌ماند.',
    },
    how: {
      en: 'Add the people who sell, give them a team, and put each into the queue they work in.',
      fa: 'فروشندگان را بیفزایید، به هر یک تیمی بدهید و در صف کارشان بگذارید.',
    },
    link: '/users',
    command: 'sarnakh user add',
  },
  source: {
    title: { en: 'Connect a source', fa: 'یک منبع را وصل کنید' },
    why: {
      en: 'Leads that are typed over by hand come late or never.',
      fa: 'سرنخی که دستی وارد شود دیر می‌رسد یا هرگز.',
    },
    how: {
      en: 'Embed a form, point a webhook here or make a key for your site, then send one lead to try it.',
      fa: 'فرمی در سایت بگذارید، وب‌هوکی به اینجا بفرستید یا کلیدی برای سایت بسازید، سپس یک سرنخ آزمایشی بفرستید.',
    },
    link: '/journal',
    command: 'sarnakh key add --scope capture',
  },
  data: {
    title: { en: 'Move your data in', fa: 'داده‌های خود را بیاورید' },
    why: {
      en: 'Who asks a customer of many years who they are has lost some of them.',
      fa: 'کسی که از مشتری قدیمی بپرسد کیست، بخشی از او را از دست داده است.',
    },
    how: {
      en: 'Import what you have, once the fields exist; or say that there is nothing to bring.',
      fa: 'پس از ساختن فیلدها، داده‌های موجود را درون‌ریزی کنید؛ یا بگویید که چیزی برای آوردن نیست.',
    },
    command: 'sarnakh import leads.csv',
  },
  rules: {
    title: { en: 'Publish rules with green cases', fa: 'قاعده‌ها را با نمونه‌های سبز منتشر کنید' },
    why: {
      en: 'Scoring, routing and automations are what works for you day and night; their cases keep them right.',
      fa: 'امتیازدهی، مسیردهی و اتوماسیون شبانه‌روز برای شما کار می‌کنند؛ نمونه‌هایشان درستشان نگه می‌دارد.',
    },
    how: {
      en: 'Write rules of your own with cases beside them, run the cases, then publish.',
      fa: 'قاعده‌های خود را با نمونه‌هایشان بنویسید، نمونه‌ها را اجرا و سپس منتشر کنید.',
    },
    link: '/rules/history',
    command: 'sarnakh rules test',
  },
  live: {
    title: { en: 'Go live', fa: 'آغاز به کار کنید' },
    why: {
      en: 'The first lead that is answered from here shows that everything holds together.',
      fa: 'نخستین سرنخی که از اینجا پاسخ بگیرد نشان می‌دهد همه‌چیز به هم می‌خورد.',
    },
    how: {
      en: 'Name a mail server in sarnakh.json, have the database backed up, and answer the first lead.',
      fa: 'کارساز ایمیل را در sarnakh.json بنویسید، از پایگاه داده پشتیبان بگیرید و نخستین سرنخ را پاسخ دهید.',
    },
    link: '/',
    command: 'sarnakh start',
  },
}
