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
    externalId: { type: 'string', label: { en: 'External id', fa: 'شناسهٔ بیرونی' }, indexed: true },

    status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' }, required: true, indexed: true },
    statusReason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' } },
    statusSince: { type: 'dateTime', label: { en: 'In this status since', fa: 'در این وضعیت از' }, system: true },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
    queue: { type: 'string', label: { en: 'Queue', fa: 'صف' }, indexed: true },
    score: { type: 'number', label: { en: 'Score', fa: 'امتیاز' }, system: true, indexed: true },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' }, system: true, indexed: true },
    firstResponseAt: { type: 'dateTime', label: { en: 'First response', fa: 'نخستین پاسخ' }, system: true },
    /** Since when somebody is on the telephone with this person; absent while nobody is. */
    inCallSince: { type: 'dateTime', label: { en: 'In a call since', fa: 'در تماس از' }, system: true, indexed: true },
    /** When this person last called us. */
    lastIncomingCallAt: {
      type: 'dateTime',
      label: { en: 'Last called us', fa: 'آخرین تماس ورودی' },
      system: true,
      indexed: true,
    },

    /** What the lead became; its timeline goes on there. */
    convertedAt: { type: 'dateTime', label: { en: 'Converted', fa: 'زمان تبدیل' }, system: true, indexed: true },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' }, system: true, indexed: true },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' }, system: true, indexed: true },
    opportunityId: { type: 'reference', entity: 'opportunity', label: { en: 'Opportunity', fa: 'فرصت فروش' }, system: true },
    /** The lead that this one was merged into; it stays for its history and is hidden from lists. */
    mergedIntoId: {
      type: 'reference',
      entity: 'lead',
      label: { en: 'Merged into', fa: 'ادغام‌شده در' },
      system: true,
      indexed: true,
    },
    /** Since when the owner has done nothing about it: it was given to them then, or they did something then. */
    untouchedSince: { type: 'dateTime', label: { en: 'Untouched since', fa: 'بی‌کار مانده از' }, system: true },
    /** Who gave it back to the pool, or let it lie there; it does not come to them by itself again. */
    gaveBackId: { type: 'reference', entity: 'user', label: { en: 'Given back by', fa: 'پس‌داده از' }, system: true },
    /** Since when the customer waits for our next answer; absent before the first one and where nobody waits. */
    waitingSince: { type: 'dateTime', label: { en: 'Waiting since', fa: 'منتظر از' }, system: true },
    /** The clock of the answer that is due, as `ResponseClock`. */
    responseClock: { type: 'json', label: { en: 'Response clock', fa: 'ساعت پاسخ' }, system: true },
    /** Working time until the first answer, in seconds, by the calendar of its target. */
    firstResponseSeconds: { type: 'integer', label: { en: 'First response took', fa: 'مدت تا نخستین پاسخ' }, system: true },
    /** The latest instant at which an answer was due and had not come. */
    slaBreachedAt: { type: 'dateTime', label: { en: 'Answer overdue at', fa: 'گذشتن مهلت پاسخ' }, system: true, indexed: true },
    /** Whether the first answer came too late. */
    firstResponseBreached: { type: 'boolean', label: { en: 'First response late', fa: 'نخستین پاسخ دیر' }, system: true },
    /** Until when somebody must have answered; absent where nobody waits. */
    responseDueAt: { type: 'dateTime', label: { en: 'Answer due', fa: 'مهلت پاسخ' }, system: true, indexed: true },
    /** Ids of listed segments that people or rules put the lead into. */
    segments: { type: 'multiSelect', label: { en: 'Listed in', fa: 'در فهرست‌های' } },

    /** Sequences it is in, and `<sequence>:<grade>` for the grade with which it came into each. */
    sequences: { type: 'multiSelect', label: { en: 'In sequences', fa: 'در توالی‌های' }, system: true },

    /** The first instant at which the decision on this lead can change by itself. */
    nextChangeAt: { type: 'dateTime', label: { en: 'Next check', fa: 'بررسی بعدی' }, system: true },
    /** Ids of the automation rules that are now true, so that only a turn to true acts. */
    rulesTrue: { type: 'json', label: { en: 'Rules now true', fa: 'قواعد برقرار' }, system: true },
    /** Folded name and company; equal ones are shown as similar, never merged. */
    nameKey: { type: 'string', label: { en: 'Name key', fa: 'کلید نام' }, system: true, indexed: true, personal: true },
  },
  indexes: [
    ['ownerId', 'status'],
    ['source', 'externalId'],
    ['mergedIntoId', 'nextChangeAt'],
  ],
})

export type Lead = RecordOf<typeof lead>
