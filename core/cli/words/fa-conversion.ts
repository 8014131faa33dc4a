import type { enConversion } from './en-conversion.js'

/** Conversion, duplicates and taking changes back, in Persian. */
export const faConversion: typeof enConversion = {
  groups: { duplicates: 'سرنخ‌هایی که یکی‌اند', changes: 'آنچه با هم انجام شده' },
  commands: {
    'lead convert': {
      description: 'از سرنخ حساب، مخاطب و فرصت فروش می‌سازد',
      example: 'sarnakh lead convert 0199… --preview --account none',
    },
    'lead merge': {
      description: 'سرنخ دوم را در اولی ادغام می‌کند',
      example: 'sarnakh lead merge 0199… 0198… --take phone=other',
    },
    'duplicates list': { description: 'سرنخ‌های همانند را می‌آورد', example: 'sarnakh duplicates list --match exact' },
    'changes list': { description: 'تبدیل‌ها، ادغام‌ها و درون‌ریزی‌ها را می‌آورد', example: 'sarnakh changes list' },
    undo: { description: 'تبدیل، ادغام یا درون‌ریزی را بازمی‌گرداند', example: 'sarnakh undo 0199…' },
  },
  options: {
    preview: 'تنها نشان بده، چیزی ننویس',
    part: 'new، none، یا شناسهٔ رکوردی که پیوند می‌خورد',
    set: 'مقدار رکورد تازه، مانند contact.jobTitle=Buyer',
    take: 'کدام مقدار بماند، مانند phone=other یا phone=master',
    key: 'نام این تبدیل، تا تنها یک بار انجام شود',
    match: 'exact یا similar',
  },
  choices: { create: 'تازه', none: 'هیچ', link: 'پیوند' },
  converted: (status) => `تبدیل شد؛ وضعیت: ${status}.`,
  wouldBe: (status) => `چیزی نوشته نشد. وضعیت می‌شد: ${status}.`,
  already: 'از پیش همین بود؛ چیزی نوشته نشد.',
  refused: (reason) => `پذیرفته نمی‌شود: ${reason}`,
  change: (id) => `برای بازگرداندن: sarnakh undo ${id}`,
  merged: (name) => `در ${name} ادغام شد.`,
  undone: 'بازگردانده شد.',
  noDuplicates: 'سرنخ همانندی نیست.',
  noChanges: 'هنوز چیزی با هم انجام نشده است.',
  reasons: 'به سبب',
  columns: { field: 'فیلد', master: 'می‌ماند', other: 'ادغام می‌شود', taken: 'گرفته از' },
  changeColumns: { id: 'شناسه', kind: 'گونه', at: 'زمان', subject: 'از', state: 'بازگشت' },
  states: { undone: 'بازگردانده', open: 'بازگشت‌پذیر', final: 'ماندگار' },
  duplicateColumns: { match: 'همانندی', reasons: 'به سبب', master: 'سرنخ قدیمی‌تر', others: 'دیگران' },
}
