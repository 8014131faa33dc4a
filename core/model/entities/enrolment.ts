import { defineEntity, type RecordOf } from '../entity.js'

/** A lead on its way through a sequence. */
export const enrolment = defineEntity({
  name: 'enrolment',
  label: { en: 'Enrolment', fa: 'عضویت در توالی' },
  labelPlural: { en: 'Enrolments', fa: 'عضویت‌ها' },
  fields: {
    sequence: { type: 'string', label: { en: 'Sequence', fa: 'توالی' }, required: true },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' }, required: true, indexed: true },
    state: {
      type: 'select',
      label: { en: 'State', fa: 'حالت' },
      required: true,
      oneOf: [
        { value: 'active', label: { en: 'Active', fa: 'فعال' } },
        { value: 'completed', label: { en: 'Completed', fa: 'پایان‌یافته' } },
        { value: 'exited', label: { en: 'Left', fa: 'بیرون‌رفته' } },
        { value: 'failed', label: { en: 'Failed', fa: 'ناموفق' } },
      ],
    },
    /** Steps that are done. */
    step: { type: 'integer', label: { en: 'Steps done', fa: 'گام‌های انجام‌شده' }, required: true, min: 0 },
    /** When the next step is due; absent once it has ended. */
    nextAt: { type: 'dateTime', label: { en: 'Next step', fa: 'گام بعدی' }, indexed: true },
    enrolledAt: { type: 'dateTime', label: { en: 'Enrolled', fa: 'زمان عضویت' }, required: true },
    endedAt: { type: 'dateTime', label: { en: 'Ended', fa: 'زمان پایان' } },
    /** Why it ended: the condition, rule or person. */
    exitReason: { type: 'string', label: { en: 'Why it ended', fa: 'دلیل پایان' } },
    /** The rule or person that enrolled it. */
    by: { type: 'string', label: { en: 'Enrolled by', fa: 'عضوکننده' } },
    /** Id of the step that was done last, by which a changed file finds its place. */
    lastStep: { type: 'string', label: { en: 'Last step', fa: 'گام آخر' }, system: true },
    /** Key of the effect that is under way for the next step; no other begins meanwhile. */
    pending: { type: 'string', label: { en: 'Under way', fa: 'در دست انجام' }, system: true, indexed: true },
    /** The lead's grade as it came in. */
    grade: { type: 'string', label: { en: 'Grade at entry', fa: 'درجه هنگام ورود' }, system: true },
    idempotencyKey: { type: 'string', label: { en: 'Idempotency key', fa: 'کلید یکتایی' }, system: true, unique: true },
  },
  indexes: [
    ['sequence', 'state'],
    ['state', 'nextAt'],
  ],
})

export type Enrolment = RecordOf<typeof enrolment>
