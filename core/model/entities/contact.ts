import { defineEntity, type RecordOf } from '../entity.js'

/** A person who is a customer, or who speaks for one. */
export const contact = defineEntity({
  name: 'contact',
  label: { en: 'Contact', fa: 'مخاطب' },
  labelPlural: { en: 'Contacts', fa: 'مخاطبان' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, searchable: true, personal: true },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' }, indexed: true },
    jobTitle: { type: 'string', label: { en: 'Job title', fa: 'سمت' } },
    email: { type: 'email', label: { en: 'E-mail', fa: 'ایمیل' }, searchable: true, personal: true },
    phone: { type: 'phone', label: { en: 'Phone', fa: 'تلفن' }, searchable: true, personal: true },
    country: { type: 'string', label: { en: 'Country', fa: 'کشور' } },
    province: { type: 'string', label: { en: 'Province', fa: 'استان' } },
    city: { type: 'string', label: { en: 'City', fa: 'شهر' } },
    address: { type: 'text', label: { en: 'Address', fa: 'نشانی' }, personal: true },
    language: { type: 'string', label: { en: 'Language', fa: 'زبان' } },
    doNotEmail: { type: 'boolean', label: { en: 'No e-mail', fa: 'ایمیل نفرستید' } },
    doNotCall: { type: 'boolean', label: { en: 'No calls', fa: 'تماس نگیرید' } },
    /** The contact's own id in the system it came from. */
    externalId: { type: 'string', label: { en: 'External id', fa: 'شناسهٔ بیرونی' }, indexed: true },
    /** Folded e-mail and phone, by which a lead finds the contact it already is. */
    emailKey: { type: 'string', label: { en: 'E-mail key', fa: 'کلید ایمیل' }, system: true, indexed: true, personal: true },
    phoneKey: { type: 'string', label: { en: 'Phone key', fa: 'کلید تلفن' }, system: true, indexed: true, personal: true },
    /** The first instant at which the rules about it can say something else. */
    nextChangeAt: { type: 'dateTime', label: { en: 'Next check', fa: 'بررسی بعدی' }, system: true, indexed: true },
    /** Ids of the automation rules that are now true, so that only a turn to true acts. */
    rulesTrue: { type: 'json', label: { en: 'Rules now true', fa: 'قواعد برقرار' }, system: true },
    /** The one that this was merged into; it stays for its history and is hidden from lists. */
    mergedIntoId: {
      type: 'reference',
      entity: 'contact',
      label: { en: 'Merged into', fa: 'ادغام‌شده در' },
      system: true,
      indexed: true,
    },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
  },
})

export type Contact = RecordOf<typeof contact>
