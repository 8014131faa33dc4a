import type { enEffects } from './en-effects.js'

/** Effects of rules, in Persian. */
export const faEffects: typeof enEffects = {
  group: 'آنچه قاعده‌ها انجام داده‌اند',
  commands: {
    'effects list': { description: 'فهرست اثرهای رهاشدهٔ قاعده‌ها', example: 'sarnakh effects list --state dead' },
    'effects retry': { description: 'انجام دوبارهٔ اثری که رها شده', example: 'sarnakh effects retry 0199…' },
  },
  options: { state: 'waiting، done یا dead' },
  none: 'چیزی نیست.',
  retried: 'در انتظار انجام دوباره است.',
  columns: { id: 'شناسه', action: 'عمل', rule: 'قاعده', state: 'وضعیت', attempts: 'تلاش‌ها', problem: 'مشکل' },
  states: { waiting: 'در انتظار', done: 'انجام‌شده', dead: 'رهاشده' },
}
