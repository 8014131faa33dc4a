import { formatNumber } from '../../model/text/format-number.js'
import type { enRuleCheck } from './en-rule-check.js'

const digits = (value: number): string => formatNumber(value, 'fa')

/** What `rules check` and `rules schema` say, in Persian. */
export const faRuleCheck: typeof enRuleCheck = {
  commands: {
    'rules check': {
      description: 'فایل‌های قاعده را بررسی می‌کند و آنچه یک راه دارد درست می‌کند',
      example: 'sarnakh rules check --fix',
    },
    'rules schema': {
      description: 'طرح‌واره‌هایی می‌نویسد تا ویرایشگر نام‌های این سامانه را کامل کند',
      example: 'sarnakh rules schema --link',
    },
  },
  options: {
    fix: 'آنچه تنها یک راه درست دارد خودکار درست شود',
    dryRun: 'همراه --fix: تغییرها را نشان می‌دهد و چیزی نمی‌نویسد',
    strict: 'هشدارها خطا شمرده شوند',
    schemaOut: 'پوشهٔ طرح‌واره‌ها (پیش‌فرض: rules/schema در پوشهٔ سامانه)',
    link: 'فایل‌های قاعدهٔ این سامانه طرح‌وارهٔ خود را نام ببرند',
  },
  errors: (count) => `${digits(count)} خطا`,
  warnings: (count) => `${digits(count)} هشدار`,
  canFix: (count) => `${digits(count)} مورد خودکار درست می‌شود: sarnakh rules check --fix`,
  fixed: (count) => `${digits(count)} مورد درست شد:`,
  wouldFix: (count) => `${digits(count)} مورد درست می‌شود؛ هنوز چیزی نوشته نشده:`,
  changedMeanwhile: (file) => `${file} در این میان تغییر کرده و دست‌نخورده مانده است.`,
  circling: (file) => `اصلاح‌های خودکار ${file} یکدیگر را خنثی می‌کنند؛ آن را خودتان درست کنید.`,
  schemas: (count, folder) => `${digits(count)} طرح‌واره در ${folder} است.`,
  linked: (count) => `${digits(count)} فایل قاعده اکنون طرح‌وارهٔ خود را نام می‌برد.`,
  refer: (example) => `فایل قاعده طرح‌وارهٔ خود را در نخستین سطر نام می‌برد، مانند ${example}`,
}
