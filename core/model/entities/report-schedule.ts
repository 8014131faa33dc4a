import { defineEntity, type RecordOf } from '../entity.js'

/** A report that is sent by mail again and again. */
export const reportSchedule = defineEntity({
  name: 'reportSchedule',
  label: { en: 'Scheduled report', fa: 'گزارش زمان‌بندی‌شده' },
  labelPlural: { en: 'Scheduled reports', fa: 'گزارش‌های زمان‌بندی‌شده' },
  fields: {
    report: { type: 'string', label: { en: 'Report', fa: 'گزارش' }, required: true },
    params: { type: 'json', label: { en: 'Parameters', fa: 'پارامترها' } },
    every: { type: 'select', label: { en: 'How often', fa: 'هر' }, required: true, oneOf: ['day', 'week', 'month'] },
    /** The local time of day, `HH:MM`. */
    timeOfDay: { type: 'string', label: { en: 'At', fa: 'ساعت' }, required: true },
    recipients: { type: 'multiSelect', label: { en: 'To', fa: 'به' }, required: true, personal: true },
    language: { type: 'string', label: { en: 'Language', fa: 'زبان' } },
    active: { type: 'boolean', label: { en: 'Active', fa: 'فعال' }, default: true },
    /** When it is looked at next: at its time, or to try again what failed. */
    nextAt: { type: 'dateTime', label: { en: 'Next', fa: 'بعدی' }, system: true, indexed: true },
    /** The time that is being served while it is not done, how often that was tried, and who has it already. */
    dueAt: { type: 'dateTime', label: { en: 'Due', fa: 'موعد' }, system: true },
    attempts: { type: 'integer', label: { en: 'Attempts', fa: 'تلاش‌ها' }, system: true },
    sentTo: { type: 'multiSelect', label: { en: 'Sent to', fa: 'فرستاده به' }, system: true, personal: true },
    lastAt: { type: 'dateTime', label: { en: 'Last', fa: 'آخرین' }, system: true },
    problem: { type: 'string', label: { en: 'Problem', fa: 'مشکل' }, system: true },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' }, system: true },
  },
})

export type ReportSchedule = RecordOf<typeof reportSchedule>
