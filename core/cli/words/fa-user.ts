import type { enUser } from './en-user.js'

/** People who work here, in Persian. */
export const faUser: typeof enUser = {
  commands: {
    'user add': {
      description: 'یک نفر را می‌افزاید',
      example: 'sarnakh user add --name "سارا احمدی" --email sara@example.ir --role rep --queue inbound',
    },
    'user list': { description: 'فهرست افراد، نقش‌ها و صف‌هایشان', example: 'sarnakh user list' },
    'user change': {
      description: 'تغییر نقش، ظرفیت یا حضور یک فرد، یا اینکه اصلاً بتواند وارد شود',
      example: 'sarnakh user change sara@example.ir --role manager',
    },
    'user password': {
      description: 'گذاشتن گذرواژهٔ تازه برای یک فرد، از خط نخست ورودی استاندارد؛ نشست‌های او پایان می‌یابد',
      example: 'sarnakh user password sara@example.ir < password.txt',
    },
    'user queue': {
      description: 'تعیین صف‌هایی که فرد در آن‌هاست؛ از صف‌های نام‌نبرده بیرون می‌آید',
      example: 'sarnakh user queue sara@example.ir inbound education',
    },
  },
  options: {
    active: 'yes یا no: اینکه اصلاً وارد شود و سرنخ بگیرد',
    away: 'yes یا no: هنگام نبودن سرنخ تازه نمی‌گیرد',
    capacity: 'شمار سرنخ‌های باز هم‌زمان، یا none برای بی‌حد',
  },
  columns: { name: 'نام', email: 'ایمیل', role: 'نقش', queues: 'صف‌ها', active: 'فعال', id: 'شناسه' },
  none: 'هنوز کسی نیست.',
  unknown: (who) => `کسی با ایمیل یا شناسهٔ «${who}» نیست.`,
  nothing: 'بگویید چه چیزی تغییر کند.',
  yesOrNo: (given) => `«${given}» نه yes است نه no.`,
  noCapacity: (given) => `«${given}» نه عددی درست از صفر است و نه none.`,
  noLine: 'گذرواژه از ورودی استاندارد خوانده می‌شود و چیزی نرسید.',
  changed: (name) => `تغییر کرد: ${name}.`,
  added: (name, role) => `${name} با نقش ${role} افزوده شد.`,
  noPassword: 'گذرواژه ندارد، پس می‌تواند مسئول سرنخ باشد ولی نمی‌تواند وارد شود.',
  password: 'گذرواژه (خالی: وارد سامانه نمی‌شود)',
  cancelled: 'کسی افزوده نشد.',
}
