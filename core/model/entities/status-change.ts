import { defineEntity, type RecordOf } from '../entity.js'

/** One move of a lead between statuses, or of an opportunity between stages, with how long it stood before. */
export const statusChange = defineEntity({
  name: 'statusChange',
  label: { en: 'Status change', fa: 'تغییر وضعیت' },
  labelPlural: { en: 'Status changes', fa: 'تغییرهای وضعیت' },
  fields: {
    /** `lead` or `opportunity`. */
    entity: { type: 'string', label: { en: 'Of', fa: 'از' }, required: true },
    recordId: { type: 'string', label: { en: 'Record', fa: 'رکورد' }, required: true, indexed: true },
    /** The lifecycle file: `lead`, or the pipeline. */
    lifecycle: { type: 'string', label: { en: 'Lifecycle', fa: 'چرخه' }, required: true },
    /** Absent where the record begins. */
    from: { type: 'string', label: { en: 'From', fa: 'از' } },
    to: { type: 'string', label: { en: 'To', fa: 'به' }, required: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    /** Seconds that the record stood in `from`. */
    seconds: { type: 'integer', label: { en: 'Time before (s)', fa: 'مدت پیش از آن (ثانیه)' } },
    reason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' } },
    /** The rule that made it, `<file>/<rule>`; absent where a person did. */
    rule: { type: 'string', label: { en: 'Rule', fa: 'قاعده' } },
    userId: { type: 'reference', entity: 'user', label: { en: 'By', fa: 'توسط' } },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
  },
  indexes: [
    ['entity', 'to', 'at'],
    ['entity', 'from', 'at'],
  ],
})

export type StatusChange = RecordOf<typeof statusChange>
