import type { enLearning } from './en-learning.js'

/** Training scoring models, in Persian. */
export const faLearning: typeof enLearning = {
  group: 'مدل‌های امتیاز که می‌آموزند',
  commands: {
    'scoring train': {
      description: 'مدل یک فایل امتیاز را با سرنخ‌های پایان‌یافته آموزش می‌دهد و دقتش را می‌گوید',
      example: 'sarnakh scoring train learned --write',
    },
  },
  options: { write: 'آموخته‌ها را در فایل امتیاز می‌نویسد؛ مانند هر قاعده منتشرش کنید' },
  figure: 'سنجه',
  now: 'اکنون',
  before: 'برقرار',
  figures: [
    'آموزش با',
    'آزمون با',
    'سهم برده‌ها',
    'AUC (۰٫۵ شیر یا خط، ۱ بی‌خطا)',
    'امتیاز Brier (۰ بی‌خطا)',
    'پیش‌بینی برد، برد',
    'پیش‌بینی برد، باخت',
    'پیش‌بینی باخت، باخت',
    'پیش‌بینی باخت، برد',
  ],
  written: (file) => `در ${file} نوشته شد. اثرش را با «sarnakh rules impact» ببینید، سپس منتشر کنید.`,
  notWritten: 'چیزی نوشته نشد؛ با --write در فایل نوشته می‌شود.',
}
