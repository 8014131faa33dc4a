import { defineEntity, type RecordOf } from '../entity.js'

/** Users who work together under a manager. */
export const team = defineEntity({
  name: 'team',
  label: { en: 'Team', fa: 'تیم' },
  labelPlural: { en: 'Teams', fa: 'تیم‌ها' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, unique: true },
    managerId: { type: 'reference', entity: 'user', label: { en: 'Manager', fa: 'مدیر' } },
  },
})

export type Team = RecordOf<typeof team>
