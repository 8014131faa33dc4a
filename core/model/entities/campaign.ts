import { defineEntity, type RecordOf } from '../entity.js'

/** A marketing effort that brings leads, and what it costs. */
export const campaign = defineEntity({
  name: 'campaign',
  label: { en: 'Campaign', fa: 'کمپین' },
  labelPlural: { en: 'Campaigns', fa: 'کمپین‌ها' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, searchable: true },
    /** The `utm_campaign` that links carry; it finds the campaign of a touch. */
    code: { type: 'string', label: { en: 'Code', fa: 'کد' }, unique: true },
    cost: { type: 'money', label: { en: 'Cost', fa: 'هزینه' } },
    /** The lead source it mainly works through. */
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
    externalId: { type: 'string', label: { en: 'External id', fa: 'شناسهٔ بیرونی' }, indexed: true },
    startsOn: { type: 'date', label: { en: 'Starts', fa: 'آغاز' } },
    endsOn: { type: 'date', label: { en: 'Ends', fa: 'پایان' } },
  },
})

export type Campaign = RecordOf<typeof campaign>
