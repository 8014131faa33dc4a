import type { enAccess } from './en-access.js'

/** نقش‌ها و اینکه چه کسی چه چیزی را می‌بیند، به فارسی. */
export const faAccess: typeof enAccess = {
  groups: { access: 'چه کسی چه چیزی را می‌بیند و تغییر می‌دهد', role: 'نقش‌ها' },
  commands: {
    'access explain': {
      description: 'می‌گوید چرا کسی رکوردی را می‌بیند و تغییر می‌دهد، یا چرا نه',
      example: 'sarnakh access explain --user sara@example.com --lead 0199…',
    },
    'role list': {
      description: 'فهرست نقش‌ها، دامنهٔ خواندن و نوشتن هر یک و دارندگانش',
      example: 'sarnakh role list',
    },
  },
  options: { user: 'ایمیل شخص', record: 'رکوردی که دربارهٔ آن پرسیده می‌شود' },
  columns: { role: 'نقش', users: 'کاربران' },
  is: {
    read: (allowed) => (allowed ? 'می‌بیند.' : 'نمی‌بیند.'),
    write: (allowed) => (allowed ? 'تغییر می‌دهد.' : 'تغییر نمی‌دهد.'),
  },
  hiddenFields: (fields) => `هرگز نشان داده نمی‌شود: ${fields}`,
}
