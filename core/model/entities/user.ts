import { defineEntity, type RecordOf } from '../entity.js'

/** A person who signs in; an owner of leads is one. */
export const user = defineEntity({
  name: 'user',
  label: { en: 'User', fa: 'کاربر' },
  labelPlural: { en: 'Users', fa: 'کاربران' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, searchable: true },
    email: { type: 'email', label: { en: 'E-mail', fa: 'ایمیل' }, required: true, unique: true, personal: true },
    role: {
      type: 'select',
      label: { en: 'Role', fa: 'نقش' },
      default: 'rep',
      oneOf: [
        { value: 'admin', label: { en: 'Administrator', fa: 'مدیر سامانه' } },
        { value: 'manager', label: { en: 'Sales manager', fa: 'مدیر فروش' } },
        { value: 'rep', label: { en: 'Sales rep', fa: 'کارشناس فروش' } },
        { value: 'read-only', label: { en: 'Read only', fa: 'فقط خواندنی' } },
      ],
    },
    teamId: { type: 'reference', entity: 'team', label: { en: 'Team', fa: 'تیم' } },
    active: { type: 'boolean', label: { en: 'Active', fa: 'فعال' }, default: true },
    /** Takes no new leads while true; keeps those already owned. */
    away: { type: 'boolean', label: { en: 'Away', fa: 'در مرخصی' }, default: false },
    language: { type: 'string', label: { en: 'Language', fa: 'زبان' } },
    calendar: { type: 'select', label: { en: 'Calendar', fa: 'تقویم' }, oneOf: ['gregorian', 'jalali'] },
    /** How many open leads this user works at once; absent means no limit. */
    capacity: { type: 'integer', label: { en: 'Capacity', fa: 'ظرفیت' }, min: 0 },
    /** Share of leads under the weighted strategy. */
    weight: { type: 'number', label: { en: 'Weight', fa: 'وزن' }, default: 1, min: 0 },
    /** Ids of provinces or other areas this user serves. */
    territories: { type: 'multiSelect', label: { en: 'Territories', fa: 'قلمرو' } },
    passwordHash: { type: 'string', label: { en: 'Password', fa: 'گذرواژه' }, system: true, secret: true },
  },
})

export type User = RecordOf<typeof user>
