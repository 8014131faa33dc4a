import type { enImport } from './en-import.js'

/** Files taken in and given out, in Persian. */
export const faImport: typeof enImport = {
  group: 'فایل‌هایی که وارد شده‌اند',
  commands: {
    'imports list': { description: 'فهرست درون‌ریزی‌ها، تازه‌ترین نخست', example: 'sarnakh imports list' },
    'imports show': { description: 'نشان می‌دهد درون‌ریزی تا کجاست و چه نشد', example: 'sarnakh imports show 0199…' },
    'imports stop': { description: 'درون‌ریزی را میان دو دسته متوقف می‌کند', example: 'sarnakh imports stop 0199…' },
    'imports resume': { description: 'درون‌ریزی را از همان‌جا که ایستاد ادامه می‌دهد', example: 'sarnakh imports resume 0199…' },
    'imports undo': { description: 'آنچه درون‌ریزی ساخت و تغییر داد را بازمی‌گرداند', example: 'sarnakh imports undo 0199…' },
    export: {
      description: 'رکوردهای یک موجودیت را CSV یا ‎.xlsx می‌دهد؛ ‎`all` با ‎--to همه را در یک پوشه می‌نویسد',
      example: 'sarnakh export accounts --out accounts.csv',
    },
  },
  options: {
    entity: 'ردیف‌ها چه هستند: lead، account، contact، opportunity، product، user، campaign، document، activity …',
    mode: 'ساختن رکوردهای نو، تغییر رکوردهای موجود، یا هر دو',
    match: 'فیلدهایی که ردیف با آن‌ها رکوردش را می‌یابد؛ آن‌ها که باید با هم بخوانند با + می‌آیند',
    map: 'ستونی برای یک فیلد، مانند ‎--map name="نام کامل"؛ چند بار می‌آید',
    stages: 'مرحله‌های قواعد که سرنخ‌های واردشده از آن می‌گذرند (پیش‌فرض: scoring transitions routing؛ بی خودکارها؛ با نگاشت خودتان برای سرنخ‌ها همه)',
    leaveOut: 'ردیفی که خانهٔ نادرست دارد بی آن خانه وارد شود',
    dryRun: 'تنها می‌گوید چه می‌شد، چیزی نمی‌نویسد',
    writeMapping: 'نگاشتی که به کار رفت را یک فایل نگاشت می‌کند',
    out: 'فایلی که نوشته می‌شود، ‎.csv یا ‎.xlsx (پیش‌فرض: CSV در پایانه)',
    to: 'پوشه برای ‎`export all`',
    columns: 'فیلدهایی که داده می‌شود (پیش‌فرض: همه)',
    labels: 'نام‌ها و برچسب‌ها برای خواندن، به‌جای مقدارهای خام',
    noBom: 'بدون نشانه‌ای که صفحه‌گسترده‌ها UTF-8 را با آن می‌شناسند',
  },
  columns: { id: 'شناسه', entity: 'از', file: 'فایل', state: 'حالت', rows: 'ردیف', failed: 'ناموفق' },
  none: 'هنوز چیزی وارد نشده است.',
  progress: (done, failed) => `${done} ردیف، ${failed} ناموفق`,
  done: (n) => `${n.created} ساخته شد، ${n.updated} به‌روز شد، ${n.unchanged} بی‌تغییر، ${n.failed} ناموفق.`,
  would: (rows) => `از ${rows} ردیف نخست، بی آنکه چیزی نوشته شود:`,
  missing: (columns) => `فایل این ستون را ندارد: ${columns}.`,
  undone: (undone, kept) => `${undone} تغییر بازگردانده شد، ${kept} ماند چون کسی پس از آن به کار برده یا تغییر داده است.`,
  failedFile: (file) => `ردیف‌های دارای مشکل، هر یک با دلیلش، در ${file} است.`,
  exported: (rows, file) => `${rows} رکورد در ${file} است.`,
  id: (id) => `درون‌ریزی ${id}`,
}
