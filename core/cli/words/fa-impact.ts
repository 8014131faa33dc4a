import { formatNumber } from '../../model/text/format-number.js'
import type { Words } from './en.js'

const digits = (value: number): string => formatNumber(value, 'fa')

/** How the impact of rules is told in Persian. */
export const faImpact: Words['impact'] = {
  progress: (asked, of) => `${asked} از ${of} سرنخ`,
  same: (digest) => `هر دو همان قواعد ${digest} هستند؛ چیزی عوض نمی‌شود.`,
  title: (after) => `قواعد ${after} چه چیزی را عوض می‌کنند`,
  against: (before, leads) => `در مقایسه با ${before}، روی ${leads} سرنخ.`,
  closed: (leads) => `جز این‌ها ${leads} سرنخ بسته است که دست نمی‌خورد (‎--closed‎ دربارهٔ آن‌ها هم می‌پرسد).`,
  asOf: (at) => `در تاریخ ${at}: سرنخ‌ها همان‌گونه که آن زمان بودند.`,
  partly: (asked, of) => `تنها ${asked} از ${of} سرنخ بررسی شد، تازه‌ترین‌ها نخست.`,
  unknown: (leads) => `${leads} سرنخ کنار گذاشته شد: از آن زمان تصمیمی نگه داشته نشده است.`,
  changed: (leads, share) => `دربارهٔ ${leads} سرنخ (${share}) تصمیم دیگری گرفته می‌شود.`,
  nothing: 'تصمیم دربارهٔ هیچ سرنخی عوض نمی‌شود.',
  unchanged: (names) => `بدون تغییر: ${names}.`,
  before: 'پیش',
  after: 'پس',
  none: 'هیچ',
  noRule: 'هیچ قاعده‌ای',
  grades: 'درجه',
  statuses: 'وضعیت',
  owners: 'مسئول',
  queues: 'صف',
  bands: 'امتیاز',
  routes: 'اگر سرنخ اکنون می‌رسید به کجا می‌رفت',
  leads: (count) => `${count} سرنخ`,
  examples: (names) => `برای نمونه ${names}`,
  automations: 'خودکارسازی‌ها',
  newlyFires: (leads) => `روی ${leads} سرنخ عمل می‌کند که اکنون نمی‌کند`,
  noLongerHolds: (leads) => `دیگر برای ${leads} سرنخ برقرار نیست`,
  actions: 'کارهایی که خواسته می‌شود',
  actionsNote: 'وقتی دربارهٔ سرنخ‌ها دوباره تصمیم گرفته شود',
  shadow: 'قواعد سایه که به حساب می‌آمدند',
  problems: 'آنچه خراب می‌شود',
  differences: 'جاهایی که قواعد فرق دارند، با رکوردی که آن را نشان می‌دهد',
  changes: { added: 'تازه', removed: 'برداشته‌شده', edited: 'ویرایش‌شده', moved: 'جابه‌جاشده' },
  missing: 'خالی',
  witness: ({ point, before, after }) => `با ${point === '' ? 'هر مقداری' : point}، پیش: ${before}؛ پس: ${after}`,
  noDifference: 'چیزی از آن برنمی‌آید',
  noDifferenceFound: 'رکوردی پیدا نشد که چیزی از آن برآید',
  moreDifferences: (count) => `و ${digits(count)} مورد دیگر`,
  change: 'تغییر',
  shifts: 'سرنخ‌هایی که عوض می‌شوند',
}

/** How a rescoring is told in Persian. */
export const faRescore: Words['rescore'] = {
  progress: (done, of, changed) => `${done} از ${of} سرنخ، ${changed} تغییر`,
  left: (seconds) => `، نزدیک ${seconds} ثانیه مانده`,
  resumed: (done) => `اجرای پیشین پس از ${done} سرنخ بریده شد؛ این یکی از همان‌جا ادامه داد.`,
  done: (done, changed) => `دربارهٔ ${done} سرنخ دوباره تصمیم گرفته شد؛ ${changed} تا عوض شد.`,
  cutShort: (left) => `با ${left} سرنخِ مانده بریده شد. همین دستور از همین‌جا ادامه می‌دهد.`,
}
