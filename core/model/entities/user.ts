import { defineEntity, type RecordOf } from '../entity.js'

/** A person who signs in; an owner of leads is one. */
export const user = defineEntity({
  name: 'user',
  label: { en: 'User', fa: 'کاربر' },
  labelPlural: { en: 'Users', fa: 'کاربران' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, searchable: true },
    email: { type: 'email', label: { en: 'E-mail', fa: 'ایمیل' }, required: true, unique: true, personal: true },
    /** Id of a role that a rule file declares. */
    role: { type: 'string', label: { en: 'Role', fa: 'نقش' }, required: true, default: 'rep' },
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
    /** What this user can do that a lead may need, for example languages. */
    skills: { type: 'multiSelect', label: { en: 'Skills', fa: 'مهارت‌ها' } },
    /** Whom a lead goes to when nobody answers. */
    managerId: { type: 'reference', entity: 'user', label: { en: 'Manager', fa: 'سرپرست' } },
    region: { type: 'string', label: { en: 'Region', fa: 'منطقه' } },
    /** The working calendar by which this user is present; the deployment's own without it. */
    workingCalendar: { type: 'string', label: { en: 'Working calendar', fa: 'تقویم کاری' } },
    /** By which ways this user wants to hear of news. */
    notifyBy: {
      type: 'multiSelect',
      label: { en: 'Notify by', fa: 'خبر از راه' },
      oneOf: [
        { value: 'in-app', label: { en: 'In the product', fa: 'درون برنامه' } },
        { value: 'mail', label: { en: 'E-mail', fa: 'ایمیل' } },
        { value: 'webhook', label: { en: 'Webhook', fa: 'وب‌هوک' } },
      ],
    },
    /** Where the webhook of notifications goes. */
    notifyUrl: { type: 'url', label: { en: 'Notification address', fa: 'نشانی اعلان' } },
    externalId: { type: 'string', label: { en: 'External id', fa: 'شناسهٔ بیرونی' } },
    /** Opens the user's calendar feed; only its hash is kept. */
    calendarKeyHash: {
      type: 'string',
      label: { en: 'Calendar key', fa: 'کلید تقویم' },
      system: true,
      secret: true,
      indexed: true,
    },
    passwordHash: { type: 'string', label: { en: 'Password', fa: 'گذرواژه' }, system: true, secret: true },
  },
})

export type User = RecordOf<typeof user>
