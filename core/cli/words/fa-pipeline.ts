import type { enPipeline } from './en-pipeline.js'

/** Pipelines, opportunities and changes of statuses, in Persian. */
export const faPipeline: typeof enPipeline = {
  groups: { pipeline: 'خط‌های فروش', opportunity: 'یک فرصت فروش', status: 'وضعیت‌ها و مرحله‌ها' },
  commands: {
    'pipeline list': { description: 'فهرست خط‌های فروش با مرحله‌ها و آنچه در آن‌هاست', example: 'sarnakh pipeline list' },
    'opportunity move': {
      description: 'بردن یک فرصت فروش به مرحله‌ای دیگر',
      example: 'sarnakh opportunity move 0199… lost --reason competitor',
    },
    'status migrate': {
      description: 'تغییر نام، ادغام یا حذف وضعیت‌ها و مرحله‌ها: نشان می‌دهد چه بازنویسی می‌شود و با ‎--apply بازنویسی می‌کند',
      example: 'sarnakh status migrate --lifecycle lead --map interested=contacted',
    },
  },
  options: {
    reason: 'یکی از دلیل‌هایی که مرحله می‌خواهد',
    lifecycle: '‏lead یا شناسهٔ یک خط فروش',
    map: 'سرنوشت یک وضعیت: old=new؛ چند بار می‌توان داد',
    apply: 'به‌جای نشان دادن، بازنویسی کن',
  },
  columns: {
    pipeline: 'خط فروش',
    stage: 'مرحله',
    category: 'نتیجه',
    probability: 'احتمال',
    count: 'شمار',
    sums: 'مبلغ',
    overdue: 'بیش از حد',
  },
  categories: { open: 'باز', won: 'برده', lost: 'باخته' },
  migration: {
    gone: (from) => `${from} برداشته می‌شود`,
    inherits: (from, added) => `برگرفته از ${from}: ${added.join('، ')}`,
    copied: 'این فایل از لایه‌ای پایین‌تر است: استقرار رونوشت خود را می‌گیرد.',
    records: (count) => `رکوردهایی که وضعیت دیگری می‌گیرند: ${count}`,
    moves: (count) => `جابه‌جایی‌های بازنویسی‌شده در تاریخچه: ${count}`,
    applied: 'بازنویسی شد.',
    notYet: 'هنوز چیزی بازنویسی نشده است؛ ‎--apply را بیفزایید.',
  },
  none: 'هیچ فایل قاعده‌ای مرحله‌های خط فروش را نمی‌گوید.',
  moved: (name, stage) => `«${name}» اکنون در مرحلهٔ ${stage} است.`,
}
