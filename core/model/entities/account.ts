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
    country: { type: 'string', label: { en: 'Country', fa: 'کشور' } },
    address: { type: 'text', label: { en: 'Address', fa: 'نشانی' } },
    revenue: { type: 'money', label: { en: 'Yearly revenue', fa: 'درآمد سالانه' } },
    foundedIn: { type: 'integer', label: { en: 'Founded in', fa: 'سال تأسیس' } },
    parentId: { type: 'reference', entity: 'account', label: { en: 'Parent account', fa: 'حساب مادر' } },
    /** The account's own id in the system it came from. */
    externalId: { type: 'string', label: { en: 'External id', fa: 'شناسهٔ بیرونی' }, indexed: true },
    /** When its last opportunity was won, or its last payment came. */
    lastPurchaseAt: { type: 'dateTime', label: { en: 'Last purchase', fa: 'آخرین خرید' }, system: true, indexed: true },
    /** `none` before the first purchase; `lapsed` when the last one is longer ago than the rules allow. */
    customerState: {
      type: 'select',
      label: { en: 'Customer', fa: 'مشتری' },
      system: true,
      indexed: true,
      oneOf: [
        { value: 'active', label: { en: 'Active customer', fa: 'مشتری فعال' } },
        { value: 'lapsed', label: { en: 'Lapsed customer', fa: 'مشتری ازدست‌رفته' } },
      ],
    },
    /** Folded name and web host, by which a lead finds the account it belongs to. */
    nameKey: { type: 'string', label: { en: 'Name key', fa: 'کلید نام' }, system: true, indexed: true },
    websiteKey: { type: 'string', label: { en: 'Web site key', fa: 'کلید وب‌سایت' }, system: true, indexed: true },
    /** The first instant at which the rules about it can say something else. */
    nextChangeAt: { type: 'dateTime', label: { en: 'Next check', fa: 'بررسی بعدی' }, system: true, indexed: true },
    /** Ids of the automation rules that are now true, so that only a turn to true acts. */
    rulesTrue: { type: 'json', label: { en: 'Rules now true', fa: 'قواعد برقرار' }, system: true },
    /** The one that this was merged into; it stays for its history and is hidden from lists. */
    mergedIntoId: {
      type: 'reference',
      entity: 'account',
      label: { en: 'Merged into', fa: 'ادغام‌شده در' },
      system: true,
      indexed: true,
    },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
  },
})

export type Account = RecordOf<typeof account>
