import { type AggregateRow, defineReportType } from '../../core/plugin-api/index.js'

/** What was done: calls, mails, meetings and all else, per person and type, with outcome and duration. */
export const activity = defineReportType({
  label: { en: 'Activity', fa: 'فعالیت‌ها' },
  description: {
    en: 'Calls, mails, meetings and other work of every person, with outcome and duration.',
    fa: 'تماس‌ها، ایمیل‌ها، جلسه‌ها و کارهای دیگر هر فرد، با نتیجه و مدت.',
  },
  about: 'people',
  counts: 'activity',
  period: 'at',
  byPeriod: true,
  params: {
    outcomes: { type: 'boolean', label: { en: 'Tell outcomes apart', fa: 'به تفکیک نتیجه' }, default: false },
    people: { type: 'boolean', label: { en: 'Work of people only', fa: 'فقط کار افراد' }, default: true },
  },
  columns: {
    userId: { type: 'string', label: { en: 'Person', fa: 'فرد' } },
    type: { type: 'string', label: { en: 'Type', fa: 'نوع' }, required: true },
    outcome: { type: 'string', label: { en: 'Outcome', fa: 'نتیجه' } },
    activities: { type: 'integer', label: { en: 'Activities', fa: 'فعالیت‌ها' }, required: true },
    records: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' }, required: true },
    minutes: { type: 'number', label: { en: 'Minutes', fa: 'دقیقه' } },
    meanMinutes: { type: 'number', label: { en: 'Mean (min)', fa: 'میانگین (دقیقه)' } },
  },
  chart: { kind: 'bars', label: ['type'], values: ['activities'] },
  totals: ['activities', 'minutes'],
  async run({ outcomes, people }, { crm, scope }) {
    const rows = await crm.aggregate({
      entity: 'activity',
      groupBy: [...scope.groups, 'userId', 'type', ...(outcomes ? ['outcome'] : [])],
      where: { all: [scope.where, ...(people ? [BY_SOMEBODY] : [])] },
      measures: {
        activities: { count: true },
        records: { distinct: 'leadId' },
        seconds: { sum: 'durationSeconds' },
        mean: { average: 'durationSeconds' },
      },
    })
    return rows.map((row) => ({ ...scope.periodOf(row), ...namesOf(row), ...figuresOf(row) }))
  },
  valueLabels: () => ({ type: TYPES, outcome: OUTCOMES }),
})

const BY_SOMEBODY = { fact: 'activity', path: '$.userId', operator: 'present', value: true }

const namesOf = ({ userId, type, outcome }: AggregateRow) => ({
  ...(userId === undefined ? {} : { userId: String(userId) }),
  type: String(type),
  ...(outcome === undefined ? {} : { outcome: String(outcome) }),
})

const figuresOf = ({ activities, records, seconds, mean }: AggregateRow) => ({
  activities: Number(activities),
  records: Number(records),
  ...(mean === undefined ? {} : { minutes: Number(seconds) / 60, meanMinutes: Number(mean) / 60 }),
})

const TYPES = {
  'call.outbound': { en: 'Outgoing call', fa: 'تماس خروجی' },
  'call.inbound': { en: 'Incoming call', fa: 'تماس ورودی' },
  'mail.sent': { en: 'Mail sent', fa: 'ایمیل فرستاده' },
  'mail.received': { en: 'Mail received', fa: 'ایمیل دریافتی' },
  'message.sent': { en: 'Message sent', fa: 'پیام فرستاده' },
  'message.received': { en: 'Message received', fa: 'پیام دریافتی' },
  meeting: { en: 'Meeting', fa: 'جلسه' },
  'meeting.held': { en: 'Meeting held', fa: 'جلسهٔ برگزارشده' },
  note: { en: 'Note', fa: 'یادداشت' },
  'status.changed': { en: 'Status changed', fa: 'تغییر وضعیت' },
  'fields.changed': { en: 'Fields changed', fa: 'تغییر مشخصات' },
  'owner.changed': { en: 'Owner changed', fa: 'تغییر مسئول' },
}

const OUTCOMES = {
  answered: { en: 'Answered', fa: 'پاسخ داد' },
  'no-answer': { en: 'No answer', fa: 'پاسخ نداد' },
  busy: { en: 'Busy', fa: 'اشغال' },
  voicemail: { en: 'Voicemail', fa: 'پیام‌گیر' },
}
