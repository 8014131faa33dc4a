import type { enQueue } from './en-queue.js'

/** Queues, in Persian. */
export const faQueue: typeof enQueue = {
  group: 'دیدن و برداشتن آنچه منتظر است',
  commands: {
    'queue list': { description: 'فهرست صف‌ها، اعضا و شمار سرنخ‌های منتظر', example: 'sarnakh queue list' },
    'queue show': { description: 'سرنخ‌های منتظر یک صف، داغ‌ترین نخست', example: 'sarnakh queue show inbound' },
    'queue claim': { description: 'برداشتن یک سرنخ از صف', example: 'sarnakh queue claim 0199… --user 0198…' },
  },
  options: { user: 'شناسهٔ کاربری که برمی‌دارد' },
  columns: {
    id: 'شناسه',
    label: 'صف',
    waiting: 'منتظر',
    members: 'اعضا',
    lead: 'سرنخ',
    score: 'امتیاز',
    since: 'از',
  },
  none: 'اینجا چیزی منتظر نیست.',
  unknown: (queue, known) => `صف «${queue}» وجود ندارد. شناخته‌شده‌ها: ${known}.`,
  claimed: (user) => `سرنخ اکنون از آن ${user} است.`,
}
