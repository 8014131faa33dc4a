/** What names in rule files stand for, and its Persian. */
export const THINGS = {
  action: 'عمل',
  'assignment strategy': 'روش تخصیص',
  calendar: 'تقویم کاری',
  column: 'ستون',
  'date and time field': 'فیلد تاریخ و ساعت',
  'date field': 'فیلد تاریخ',
  fact: 'داده',
  field: 'فیلد',
  grade: 'درجه',
  group: 'گروه',
  'lead source': 'منبع سرنخ',
  'mark of a touch': 'نشانهٔ تماس بازاریابی',
  'named condition': 'شرط نام‌دار',
  operator: 'عملگر',
  queue: 'صف',
  row: 'سطر',
  rule: 'قاعده',
  'rule file': 'فایل قاعده',
  'scoring file': 'فایل امتیاز',
  'scoring model': 'مدل امتیاز',
  status: 'وضعیت',
} as const

/** A word of messages for what a name stands for. */
export type Thing = keyof typeof THINGS
