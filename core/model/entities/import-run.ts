import { defineEntity, type RecordOf } from '../entity.js'

/** A file that is being taken in, or was: how far it is and what became of its rows. */
export const importRun = defineEntity({
  name: 'importRun',
  label: { en: 'Import', fa: 'درون‌ریزی' },
  labelPlural: { en: 'Imports', fa: 'درون‌ریزی‌ها' },
  fields: {
    entity: { type: 'string', label: { en: 'Of', fa: 'از' }, required: true },
    fileName: { type: 'string', label: { en: 'File', fa: 'فایل' }, required: true },
    /** Name of the kept file below the data folder. */
    file: { type: 'string', label: { en: 'Kept as', fa: 'نگه‌داشته با نام' }, required: true },
    /** The columns of the file, in their order. */
    columns: { type: 'json', label: { en: 'Columns', fa: 'ستون‌ها' } },
    /** The whole mapping, as it was taken from a file or put together on the page. */
    mapping: { type: 'json', label: { en: 'Mapping', fa: 'نگاشت' }, required: true },
    mode: { type: 'select', label: { en: 'Mode', fa: 'شیوه' }, required: true, oneOf: ['create', 'update', 'both'] },
    /** Which stages of the rules are left out, and what happens to bad cells. */
    settings: { type: 'json', label: { en: 'Settings', fa: 'تنظیم‌ها' } },
    state: {
      type: 'select',
      label: { en: 'State', fa: 'حالت' },
      required: true,
      indexed: true,
      oneOf: [
        { value: 'draft', label: { en: 'Being prepared', fa: 'در حال آماده‌سازی' } },
        { value: 'waiting', label: { en: 'Waiting', fa: 'در انتظار' } },
        { value: 'running', label: { en: 'Running', fa: 'در حال اجرا' } },
        { value: 'done', label: { en: 'Done', fa: 'انجام شد' } },
        { value: 'failed', label: { en: 'Failed', fa: 'ناموفق' } },
        { value: 'stopped', label: { en: 'Stopped', fa: 'متوقف شد' } },
        { value: 'undoing', label: { en: 'Being undone', fa: 'در حال بازگرداندن' } },
        { value: 'undone', label: { en: 'Undone', fa: 'بازگردانده شد' } },
      ],
    },
    /** Rows that are settled for ever; a run that was cut off goes on behind them. */
    rowsDone: { type: 'integer', label: { en: 'Rows done', fa: 'ردیف‌های انجام‌شده' }, required: true },
    rowsTotal: { type: 'integer', label: { en: 'Rows', fa: 'ردیف‌ها' } },
    created: { type: 'integer', label: { en: 'Created', fa: 'ساخته‌شده' }, required: true },
    updated: { type: 'integer', label: { en: 'Updated', fa: 'به‌روزشده' }, required: true },
    unchanged: { type: 'integer', label: { en: 'Unchanged', fa: 'بی‌تغییر' }, required: true },
    failed: { type: 'integer', label: { en: 'Failed', fa: 'ناموفق' }, required: true },
    /** What undoing took back, and what it left because somebody has changed or used it since. */
    undone: { type: 'integer', label: { en: 'Taken back', fa: 'بازگردانده' } },
    kept: { type: 'integer', label: { en: 'Left', fa: 'مانده' } },
    /** The last change that undoing has looked at. */
    undoCursor: { type: 'string', label: { en: 'Undone up to', fa: 'بازگردانده تا' } },
    changeSetId: { type: 'reference', entity: 'changeSet', label: { en: 'Changes', fa: 'تغییرها' } },
    problem: { type: 'string', label: { en: 'Problem', fa: 'مشکل' } },
    actor: { type: 'string', label: { en: 'Who', fa: 'چه کسی' }, required: true },
    endedAt: { type: 'dateTime', label: { en: 'Ended', fa: 'زمان پایان' } },
  },
})

export type ImportRun = RecordOf<typeof importRun>
