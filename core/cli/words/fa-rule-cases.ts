import { formatNumber } from '../../model/text/format-number.js'
import type { Words } from './en.js'

const digits = (value: number): string => formatNumber(value, 'fa')

/** How cases, what they cover and what they let pass are told in Persian. */
export const faRuleCases: Words['ruleCases'] = {
  differs: ({ what, at, expected, actual }) => `${what}${at === '' ? '' : ` پس از ${at}`}: انتظار ${expected}، نتیجه ${actual}`,
  passed: (count) => `${digits(count)} نمونه درست بود.`,
  failed: (failed, count) => `${digits(failed)} از ${digits(count)} نمونه نادرست بود.`,
  options: {
    coverage: 'می‌سنجد نمونه‌ها کدام مقایسه‌ها، ردیف‌ها، جابه‌جایی‌ها و درجه‌ها را نشان می‌دهند',
    mutate: 'اشتباه‌های کوچک را در قواعد می‌آزماید و می‌گوید کدام را هیچ نمونه‌ای نمی‌بیند',
    propose: 'برای آنچه نمونه‌ها باز گذاشته‌اند نمونه می‌نویسد تا بازبینی شود',
    write: 'نمونه‌های پیشنهادی را به فایل نمونه‌ها می‌افزاید',
    threshold: 'کمترین درصد (پیش‌فرض: ۱۰۰ برای ‎--coverage‎ و ۹۰ برای ‎--mutate‎)',
  },
  playing: (done, of) => `${done} از ${of} نمونه`,
  trying: (done, of) => `${done} از ${of} اشتباه آزموده شد`,
  seeking: (done, of) => `${done} از ${of} جای خالی بررسی شد`,
  covered: ({ percent, seen, total }) => `پوشش ${percent} درصد: ${seen} از ${total}`,
  noticed: ({ percent, noticed, total, withoutEffect }) =>
    `نمرهٔ جهش ${percent} درصد: ${noticed} از ${total} اشتباه دیده شد؛ ${withoutEffect} اشتباه بی‌اثر شمرده نشد`,
  below: (percent, threshold) => `${percent} درصد کمتر از ${threshold} درصد خواسته‌شده است.`,
  file: 'فایل',
  share: 'درصد',
  count: 'از',
  proposed: (count) => `${count} نمونه برای بازبینی:`,
  noProposals: 'چیزی برای پیشنهاد نیست.',
  notProposed: (count) => `برای ${count} مورد دیگر نمونه‌ای پیدا نشد؛ آن‌ها را خودتان بنویسید.`,
  wrote: (file, count) => `${file}: ${count} نمونه افزوده شد؛ آنچه انتظار دارند را بازبینی کنید.`,
}
