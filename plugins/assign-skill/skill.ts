import { defineAssignmentFilter, foldForSearch, type Lead } from '../../core/plugin-api/index.js'

/** Leaves out who lacks what the lead asks for in one of its fields, for example its language. A lead that asks for nothing suits everybody. */
export const skill = defineAssignmentFilter({
  label: { en: 'Has the skill', fa: 'مهارت لازم را دارد' },
  params: {
    field: {
      type: 'string',
      label: { en: 'Field of the lead', fa: 'فیلد سرنخ' },
      description: { en: 'Its value must be among the user’s skills.', fa: 'مقدار آن باید میان مهارت‌های کاربر باشد.' },
      format: 'field',
      default: 'language',
    },
  },
  leaveOut({ skills = [] }, { lead, params: { field } }) {
    const known = skills.map(foldForSearch)
    const lacking = wantedBy(lead, field).find((each) => !known.includes(foldForSearch(each)))
    return lacking === undefined
      ? undefined
      : { reason: 'missing-skill', details: { skill: lacking, ...(skills.length > 0 ? { skills: skills.join(', ') } : {}) } }
  },
})

/** What a lead asks for: the value of a field, or each of several. */
export function wantedBy(lead: Lead, field: string): readonly string[] {
  const value = lead[field]
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((each) => typeof each === 'string' && each !== '') as readonly string[]
}
