import { defineAssignmentFilter } from '../../core/plugin-api/index.js'

/** Leaves out who has as many open leads as this rule allows; the capacity of a user and of a queue counts anyway. */
export const room = defineAssignmentFilter({
  label: { en: 'Has room', fa: 'ظرفیت دارد' },
  params: {
    most: { type: 'integer', label: { en: 'Open leads at most', fa: 'بیشینهٔ سرنخ‌های باز' }, min: 1, required: true },
  },
  leaveOut: ({ openLeads }, { params: { most } }) =>
    openLeads < most ? undefined : { reason: 'at-capacity', details: { openLeads, capacity: most } },
})
