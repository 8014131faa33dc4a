import type { enPrivacy } from './en-privacy.js'

/** حقوق اشخاص بر داده‌هایشان، به فارسی. */
export const faPrivacy: typeof enPrivacy = {
  group: 'برون‌بری و پاک‌سازی اشخاص و نگه‌نداشتن بیش از نیاز',
  commands: {
    'privacy export': {
      description: 'همهٔ آنچه از یک شخص نگه داشته شده است در فایلی نوشته می‌شود',
      example: 'sarnakh privacy export --email sara@example.com --out sara.json',
    },
    'privacy erase': {
      description: 'یک شخص برای همیشه از همهٔ جدول‌ها، فایل‌ها و افزونه‌ها پاک می‌شود',
      example: 'sarnakh privacy erase --email sara@example.com --yes',
    },
    'privacy receipts': { description: 'رسید پاک‌سازی‌ها', example: 'sarnakh privacy receipts' },
    'privacy reapply': {
      description: 'پاک‌سازی دوبارهٔ کسانی که با بازگرداندن پایگاه داده برگشته‌اند',
      example: 'sarnakh privacy reapply',
    },
    'privacy retention': {
      description: 'پاک‌سازی کسانی که زمان نگه‌داری‌شان گذشته است، یا تنها شمارش آنان',
      example: 'sarnakh privacy retention --dry-run',
    },
  },
  options: {
    email: 'ایمیل شخص',
    phone: 'شمارهٔ شخص',
    lead: 'شناسهٔ سرنخی از شخص',
    contact: 'شناسهٔ مخاطبی از شخص',
    out: 'فایلی که نوشته می‌شود؛ .html برای صفحه، وگرنه JSON',
    yes: 'تأیید: بی آن چیزی پاک نمی‌شود',
    reason: 'برای رسید؛ نباید نام کسی در آن باشد',
    anonymise: 'رکوردها برای آمار بمانند، بی آنچه می‌گوید از آن که بوده‌اند',
    dryRun: 'تنها شمارش',
  },
  who: 'شخص را با --email، --phone، --lead یا --contact نام ببرید.',
  notYet: (name, tables) => `${name} در این‌ها شناخته است: ${tables}. چیزی پاک نشد؛ با --yes تکرار کنید.`,
  written: (file) => `نوشته شد: ${file}`,
  erased: (id) => `پاک شد. رسید ${id}`,
  none: 'کسی پاک نشده است.',
  reapplied: (count) => `دوباره پاک شد: ${count}`,
  retained: (count) => `قواعد به این شمار رسید: ${count}`,
  noRules: 'هیچ قاعده‌ای نمی‌گوید سرنخ‌ها تا چه زمانی نگه داشته شوند؛ چیزی خودبه‌خود پاک نمی‌شود.',
  columns: {
    id: 'شناسه',
    at: 'زمان',
    actor: 'چه کسی',
    rows: 'ردیف‌ها',
    reason: 'چرا',
    rule: 'قاعده',
    action: 'اقدام',
    leads: 'سرنخ‌ها',
  },
}
