import { defineEntity, type RecordOf } from '../entity.js'
import { type Text, textIn } from '../text/localized-text.js'

/** Something that must happen, by whom and by when. */
export const task = defineEntity({
  name: 'task',
  label: { en: 'Task', fa: 'وظیفه' },
  labelPlural: { en: 'Tasks', fa: 'وظایف' },
  fields: {
    /** One text, or one per language, so that each reader gets their own. */
    subject: { type: 'json', label: { en: 'Subject', fa: 'موضوع' }, required: true },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' } },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' }, indexed: true },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' } },
    opportunityId: { type: 'reference', entity: 'opportunity', label: { en: 'Opportunity', fa: 'فرصت فروش' }, indexed: true },
    kind: {
      type: 'select',
      label: { en: 'Kind', fa: 'گونه' },
      default: 'to-do',
      oneOf: [
        { value: 'to-do', label: { en: 'To do', fa: 'کار' } },
        { value: 'call', label: { en: 'Call', fa: 'تماس' } },
        { value: 'email', label: { en: 'E-mail', fa: 'ایمیل' } },
        { value: 'meeting', label: { en: 'Meeting', fa: 'جلسه' } },
      ],
    },
    /** How long a meeting takes; it begins when it is due. */
    durationMinutes: { type: 'integer', label: { en: 'Duration (min)', fa: 'مدت (دقیقه)' }, min: 0 },
    place: { type: 'string', label: { en: 'Place', fa: 'مکان' } },
    /** When its owner is reminded, and when that happened. */
    remindAt: { type: 'dateTime', label: { en: 'Reminder', fa: 'یادآوری' }, indexed: true },
    remindedAt: { type: 'dateTime', label: { en: 'Reminded', fa: 'یادآوری شد' }, system: true },
    /** The stage of a pipeline whose process asks for it: `<pipeline>/<stage>`. */
    stage: { type: 'string', label: { en: 'Stage', fa: 'مرحله' }, system: true },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
    queue: { type: 'string', label: { en: 'Queue', fa: 'صف' } },
    dueAt: { type: 'dateTime', label: { en: 'Due', fa: 'مهلت' }, indexed: true },
    priority: {
      type: 'select',
      label: { en: 'Priority', fa: 'اولویت' },
      default: 'normal',
      oneOf: [
        { value: 'urgent', label: { en: 'Urgent', fa: 'فوری' } },
        { value: 'high', label: { en: 'High', fa: 'بالا' } },
        { value: 'normal', label: { en: 'Normal', fa: 'عادی' } },
        { value: 'low', label: { en: 'Low', fa: 'پایین' } },
      ],
    },
    doneAt: { type: 'dateTime', label: { en: 'Done', fa: 'انجام شد' } },
    /** The automation rule that asked for it. */
    rule: { type: 'string', label: { en: 'Asked by rule', fa: 'به خواست قاعدهٔ' }, system: true },
    /** One effect makes one task, however often it is performed. */
    idempotencyKey: { type: 'string', label: { en: 'Idempotency key', fa: 'کلید یکتایی' }, system: true, unique: true },
  },
  indexes: [
    ['ownerId', 'doneAt', 'dueAt'],
    ['leadId', 'doneAt'],
  ],
})

export type Task = RecordOf<typeof task>

/** What a task asks for, in the reader's language. */
export function taskSubject({ subject }: Pick<Task, 'subject'>, language: string): string {
  return textIn(subject as Text, language)
}
