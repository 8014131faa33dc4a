import type { enCalendar } from './en-calendar.js'

/** The calendar feed of a user, in Persian. */
export const faCalendar: typeof enCalendar = {
  group: 'خوراک تقویم یک کاربر',
  commands: {
    'calendar url': {
      description: 'ساختن نشانی تازه برای خوراک تقویم یک کاربر؛ تنها یک بار نشان داده می‌شود',
      example: 'sarnakh calendar url --email sara@example.ir',
    },
  },
  revokeOption: 'به‌جای آن خوراک را ببند',
  made: (name) => `تقویم ${name}؛ نشانی پیشین دیگر چیزی را باز نمی‌کند. تنها همین بار نشان داده می‌شود:`,
  closed: (name) => `خوراک تقویم ${name} بسته شد.`,
}
