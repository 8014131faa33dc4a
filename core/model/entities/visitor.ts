import { defineEntity, type RecordOf } from '../entity.js'

/** A browser that visits the site and agreed to be known again; a lead once it told who it is. */
export const visitor = defineEntity({
  name: 'visitor',
  label: { en: 'Visitor', fa: 'بازدیدکننده' },
  labelPlural: { en: 'Visitors', fa: 'بازدیدکنندگان' },
  fields: {
    /** SHA-256 of the random key that its browser keeps. */
    key: { type: 'string', label: { en: 'Key', fa: 'کلید' }, required: true, unique: true, personal: true },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' }, indexed: true },
    consentAt: { type: 'dateTime', label: { en: 'Agreed', fa: 'زمان رضایت' }, required: true },
    textVersion: { type: 'string', label: { en: 'Version of the text', fa: 'نسخهٔ متن' } },
    firstAt: { type: 'dateTime', label: { en: 'First visit', fa: 'نخستین بازدید' }, required: true },
    lastAt: { type: 'dateTime', label: { en: 'Last visit', fa: 'آخرین بازدید' }, required: true, indexed: true },
    /** Whether views of a known visitor wait to become entries of the lead's timeline. */
    hasNews: { type: 'boolean', label: { en: 'Has news', fa: 'خبر تازه دارد' }, system: true, indexed: true },
    /** Marks of its first visit: UTM, click id, referrer. */
    marks: { type: 'json', label: { en: 'Came by', fa: 'از راه' }, personal: true },
  },
})

export type Visitor = RecordOf<typeof visitor>
