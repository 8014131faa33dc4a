import type { Words } from './en.js'

/** What the commands around reports say, in Persian. */
export const faReport: Words['report'] = {
  empty: 'گزارش سطری ندارد.',
  scheduled: (report, next) => `گزارش «${report}» زمان‌بندی شد؛ نوبت بعدی: ${next}.`,
  noSchedules: 'گزارشی زمان‌بندی نشده است.',
  paused: 'زمان‌بندی متوقف شد.',
  resumed: (next) => `زمان‌بندی ادامه می‌یابد؛ نوبت بعدی: ${next}.`,
  removed: 'زمان‌بندی حذف شد.',
  columns: {
    id: 'شناسه',
    report: 'گزارش',
    every: 'هر',
    at: 'ساعت',
    to: 'به',
    next: 'بعدی',
    problem: 'مشکل',
    label: 'نام',
    about: 'دربارهٔ',
  },
  isPaused: 'متوقف',
}
