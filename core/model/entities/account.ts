import { defineEntity, type RecordOf } from '../entity.js'

/** A company that is a customer or may become one again. */
export const account = defineEntity({
  name: 'account',
  label: { en: 'Account', fa: 'حساب' },
  labelPlural: { en: 'Accounts', fa: 'حساب‌ها' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, searchable: true },
    website: { type: 'url', label: { en: 'Web site', fa: 'وب‌سایت' } },
    phone: { type: 'phone', label: { en: 'Phone', fa: 'تلفن' } },
    industry: { type: 'string', label: { en: 'Industry', fa: 'صنعت' } },
    employees: { type: 'integer', label: { en: 'Employees', fa: 'شمار کارکنان' }, min: 0 },
    province: { type: 'string', label: { en: 'Province', fa: 'استان' } },
    city: { type: 'string', label: { en: 'City', fa: 'شهر' } },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
  },
})

export type Account = RecordOf<typeof account>
