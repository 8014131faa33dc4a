/** Records, timelines, segments and the set-up in Persian. */
export const faRecord = {
  groups: { record: 'حساب‌ها، مخاطبان، اسناد و دیگر رکوردها', segment: 'گروه‌های سرنخ' },
  commands: {
    'record list': { description: 'رکوردهای یک موجودیت را فهرست می‌کند', example: 'sarnakh record list account --search پارس' },
    'record show': { description: 'یک رکورد را نشان می‌دهد', example: 'sarnakh record show account 0199…' },
    'record create': { description: 'رکوردی می‌افزاید', example: 'sarnakh record create account --set name=پارس city=یزد' },
    'record update': { description: 'رکوردی را تغییر می‌دهد', example: 'sarnakh record update account 0199… --set city=' },
    'record history': {
      description: 'نشان می‌دهد چه کسی چه چیزی را تغییر داده است',
      example: 'sarnakh record history account 0199…',
    },
    timeline: {
      description: 'یک خط زمان را از تبدیل و ادغام گذشته نشان می‌دهد',
      example: 'sarnakh timeline contact 0199… --type call',
    },
    'segment list': { description: 'بخش‌ها را با شمار زنده‌شان فهرست می‌کند', example: 'sarnakh segment list --json' },
    checklist: { description: 'شش گام راه‌اندازی را با وضعشان نشان می‌دهد', example: 'sarnakh checklist' },
  },
  words: {
    none: 'چنین رکوردی نیست.',
    noHistory: 'کسی آن را تغییر نداده است.',
    noTimeline: 'هنوز چیزی رخ نداده است.',
    noSegments: 'بخشی نیست.',
    actions: { insert: 'افزود', update: 'تغییر داد', remove: 'برداشت' },
    columns: { at: 'زمان', type: 'چه', by: 'چه کسی', subject: 'موضوع' },
    segmentColumns: { id: 'شناسه', title: 'بخش', kind: 'اعضا', count: 'سرنخ‌ها' },
    segmentKinds: { conditions: 'با شرط', listed: 'فهرست دستی' },
    stepsDone: (done: number, all: number) => `${done} گام از ${all} انجام شده است.`,
    options: {
      search: 'واژه‌هایی که همه در فیلدهای جست‌وجوپذیر باشند',
      set: 'مقدارها؛ مقدار خالی فیلد را پاک می‌کند',
      type: 'تنها رویدادهای این نوع و زیرنوع‌هایش',
      confirm: 'آنچه رکوردی نشان نمی‌دهد: data-skipped یا backup',
    },
  },
}
