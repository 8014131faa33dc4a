import { formatNumber } from '../../model/text/format-number.js'
import type { enTable } from './en-table.js'

const digits = (value: number): string => formatNumber(value, 'fa')

/** What `rules table` says, in Persian. */
export const faTable: typeof enTable = {
  group: 'جدول‌های تصمیم در صفحه‌گسترده',
  commands: {
    'rules table export': {
      description: 'جدول تصمیم یک فایل قاعده را به CSV یا XLSX می‌نویسد',
      example: 'sarnakh rules table export rules/routing/inbound.routing.json --to inbound.xlsx',
    },
    'rules table import': {
      description: 'جدول تصمیم یک فایل قاعده را از CSV یا XLSX برمی‌دارد',
      example: 'sarnakh rules table import rules/routing/inbound.routing.json --from inbound.xlsx',
    },
  },
  options: {
    tableTo: 'فایل ‎.csv یا ‎.xlsx که نوشته می‌شود (پیش‌فرض: CSV در خروجی استاندارد)',
    tableFrom: 'فایل ‎.csv یا ‎.xlsx که خوانده می‌شود',
    tableDryRun: 'تغییرها را نشان می‌دهد و چیزی نمی‌نویسد',
  },
  exported: (rows, to) => `${digits(rows)} سطر در ${to} است`,
  notOwn: 'این فایل از آنِ یک بسته یا بیرون از سامانه است؛ برای تغییر، آن را در سامانه کپی کنید.',
  imported: (file) => `${file} تغییر کرد:`,
  wouldChange: (file) => `${file} تغییر می‌کند؛ هنوز چیزی نوشته نشده:`,
  unchanged: (file) => `${file} همین را می‌گوید؛ چیزی تغییر نکرد.`,
}
