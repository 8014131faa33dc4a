import { defineEntity, type RecordOf } from '../entity.js'

/** A person who is a customer, or who speaks for one. */
export const contact = defineEntity({
  name: 'contact',
  label: { en: 'Contact', fa: 'مخاطب' },
  labelPlural: { en: 'Contacts', fa: 'مخاطبان' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, searchable: true, personal: true },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' } },
    jobTitle: { type: 'string', label: { en: 'Job title', fa: 'سمت' } },
    email: { type: 'email', label: { en: 'E-mail', fa: 'ایمیل' }, searchable: true, personal: true },
    phone: { type: 'phone', label: { en: 'Phone', fa: 'تلفن' }, searchable: true, personal: true },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
  },
})

export type Contact = RecordOf<typeof contact>
