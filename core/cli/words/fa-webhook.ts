import type { enWebhook } from './en-webhook.js'

/** Webhooks to other systems, in Persian. */
export const faWebhook: typeof enWebhook = {
  group: 'خبر دادن به سامانه‌های دیگر',
  commands: {
    'webhook list': { description: 'نشانی‌هایی را که خبردار می‌شوند فهرست می‌کند', example: 'sarnakh webhook list' },
    'webhook add': {
      description: 'یک نشانی می‌افزاید؛ کلید امضایش همین یک بار چاپ می‌شود',
      example: 'sarnakh webhook add https://example.com/hook --event lead.captured opportunity.won',
    },
    'webhook switch': { description: 'یک نشانی را روشن یا خاموش می‌کند', example: 'sarnakh webhook switch 0199… off' },
    'webhook deliveries': {
      description: 'آنچه فرستاده شد و سرانجامش را فهرست می‌کند',
      example: 'sarnakh webhook deliveries --state dead',
    },
    'webhook redeliver': { description: 'رویدادی را یک بار دیگر می‌فرستد', example: 'sarnakh webhook redeliver 0199…' },
  },
  options: { event: 'نام رویدادها؛ بدون آن همه', description: 'برای چه کاری است', state: 'waiting، done یا dead' },
  added: 'افزوده شد. کلید امضا را نگه دارید؛ دیگر نشان داده نمی‌شود:',
  none: 'به سامانهٔ دیگری خبر داده نمی‌شود.',
  noDeliveries: 'چیزی فرستاده نشده است.',
  changed: 'انجام شد.',
  unchanged: 'چیزی برای تغییر نبود.',
  stateUnknown: (typed) => `«${typed}» نه on است و نه off.`,
  columns: {
    id: 'شناسه',
    url: 'نشانی',
    events: 'رویدادها',
    active: 'روشن',
    event: 'رویداد',
    subject: 'دربارهٔ',
    state: 'وضعیت',
    attempts: 'تلاش‌ها',
    problem: 'مشکل',
  },
  states: { waiting: 'در انتظار', done: 'رسید', dead: 'رها شد' },
}
