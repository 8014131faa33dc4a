import { defineEntity, type RecordOf } from '../entity.js'

/** A product on an opportunity: how many, at which price. */
export const opportunityLine = defineEntity({
  name: 'opportunityLine',
  label: { en: 'Line', fa: 'ردیف' },
  labelPlural: { en: 'Lines', fa: 'ردیف‌ها' },
  fields: {
    opportunityId: {
      type: 'reference',
      entity: 'opportunity',
      label: { en: 'Opportunity', fa: 'فرصت فروش' },
      required: true,
      indexed: true,
    },
    productId: { type: 'reference', entity: 'product', label: { en: 'Product', fa: 'محصول' }, required: true, indexed: true },
    quantity: { type: 'number', label: { en: 'Quantity', fa: 'تعداد' }, required: true, min: 0 },
    /** For one; the list price on the day it was added unless somebody said otherwise. */
    price: { type: 'money', label: { en: 'Unit price', fa: 'قیمت واحد' } },
  },
})

export type OpportunityLine = RecordOf<typeof opportunityLine>
