import { defineEntity, type RecordOf } from '../entity.js'
import { defineFields, type ValuesOf } from '../fields.js'

/** What a visit told about where the visitor came from. */
export const touchFields = defineFields({
  utmSource: { type: 'string', label: { en: 'UTM source', fa: 'منبع UTM' } },
  utmMedium: { type: 'string', label: { en: 'UTM medium', fa: 'رسانهٔ UTM' } },
  utmCampaign: { type: 'string', label: { en: 'UTM campaign', fa: 'کمپین UTM' } },
  utmTerm: { type: 'string', label: { en: 'UTM term', fa: 'عبارت UTM' } },
  utmContent: { type: 'string', label: { en: 'UTM content', fa: 'محتوای UTM' } },
  /** The advertiser's own mark: `gclid`, `fbclid` and the like. */
  clickId: { type: 'string', label: { en: 'Click id', fa: 'شناسهٔ کلیک' } },
  referrer: { type: 'url', label: { en: 'Referrer', fa: 'ارجاع‌دهنده' } },
  landingPage: { type: 'url', label: { en: 'Landing page', fa: 'صفحهٔ فرود' } },
})

/** Where a lead came from at one instant: source, campaign marks, referrer. */
export const touch = defineEntity({
  name: 'touch',
  label: { en: 'Touch', fa: 'تماس بازاریابی' },
  labelPlural: { en: 'Touches', fa: 'تماس‌های بازاریابی' },
  appendOnly: true,
  fields: {
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' }, required: true, indexed: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' }, required: true },
    ...touchFields,
  },
})

export type Touch = RecordOf<typeof touch>
export type TouchMarks = ValuesOf<typeof touchFields>
