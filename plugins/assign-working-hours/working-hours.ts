import { defineAssignmentFilter } from '../../core/plugin-api/index.js'

/** Leaves out who is not at work now by their own working calendar; one without a calendar works by that of the rule, or always. */
export const workingHours = defineAssignmentFilter({
  label: { en: 'Is at work', fa: 'سر کار است' },
  params: {
    calendar: {
      type: 'string',
      label: { en: 'Calendar of the others', fa: 'تقویم دیگران' },
      description: {
        en: 'A working calendar, for users who have none of their own.',
        fa: 'تقویمی کاری، برای کاربرانی که خود تقویمی ندارند.',
      },
    },
  },
  leaveOut({ workingCalendar }, { params, presence }) {
    const now = presence[workingCalendar ?? params.calendar ?? '']
    return now === undefined || now === 'working' ? undefined : { reason: now }
  },
})
