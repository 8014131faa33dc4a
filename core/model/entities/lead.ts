import { defineEntity, type RecordOf } from '../entity.js'

/** A person or a company with a contact person who may become a customer. */
export const lead = defineEntity({
  name: 'lead',
  label: { en: 'Lead', fa: 'سرنخ' },
  labelPlural: { en: 'Leads', fa: 'سرنخ‌ها' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, searchable: true, personal: true },
    company: { type: 'string', label: { en: 'Company', fa: 'شرکت' }, searchable: true },
    jobTitle: { type: 'string', label: { en: 'Job title', fa: 'سمت' } },
    email: { type: 'email', label: { en: 'E-mail', fa: 'ایمیل' }, searchable: true, personal: true },
    phone: { type: 'phone', label: { en: 'Phone', fa: 'تلفن' }, searchable: true, personal: true },
    website: { type: 'url', label: { en: 'Web site', fa: 'وب‌سایت' } },
    country: { type: 'string', label: { en: 'Country', fa: 'کشور' } },
    province: { type: 'string', label: { en: 'Province', fa: 'استان' } },
    city: { type: 'string', label: { en: 'City', fa: 'شهر' } },
    address: { type: 'text', label: { en: 'Address', fa: 'نشانی' }, personal: true },
    language: { type: 'string', label: { en: 'Language', fa: 'زبان' } },
    message: { type: 'text', label: { en: 'Message', fa: 'پیام' }, personal: true },
    doNotEmail: { type: 'boolean', label: { en: 'No e-mail', fa: 'ایمیل نفرستید' } },
    doNotCall: { type: 'boolean', label: { en: 'No calls', fa: 'تماس نگیرید' } },

    source: { type: 'string', label: { en: 'Source', fa: 'منبع' }, required: true, indexed: true },
    campaignId: { type: 'reference', entity: 'campaign', label: { en: 'Campaign', fa: 'کمپین' } },
    /** The lead's own id in the system it came from. */
    externalId: { type: 'string', label: { en: 'External id', fa: 'شناسهٔ بیرونی' } },

    status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' }, required: true, indexed: true },
    statusReason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' } },
    statusSince: { type: 'dateTime', label: { en: 'In this status since', fa: 'در این وضعیت از' }, system: true },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
    queue: { type: 'string', label: { en: 'Queue', fa: 'صف' }, indexed: true },
    score: { type: 'number', label: { en: 'Score', fa: 'امتیاز' }, system: true, indexed: true },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' }, system: true, indexed: true },
    firstResponseAt: { type: 'dateTime', label: { en: 'First response', fa: 'نخستین پاسخ' }, system: true },

    /** The first instant at which the decision on this lead can change by itself. */
    nextChangeAt: { type: 'dateTime', label: { en: 'Next check', fa: 'بررسی بعدی' }, system: true, indexed: true },
    /** Ids of the automation rules that are now true, so that only a turn to true acts. */
    rulesTrue: { type: 'json', label: { en: 'Rules now true', fa: 'قواعد برقرار' }, system: true },
    /** Folded name and company; equal ones are shown as similar, never merged. */
    nameKey: { type: 'string', label: { en: 'Name key', fa: 'کلید نام' }, system: true, indexed: true, personal: true },
  },
  indexes: [
    ['ownerId', 'status'],
    ['source', 'externalId'],
  ],
})

export type Lead = RecordOf<typeof lead>
