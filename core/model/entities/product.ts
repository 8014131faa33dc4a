import { defineEntity, type RecordOf } from '../entity.js'

/** Something that is sold, at a list price. */
export const product = defineEntity({
  name: 'product',
  label: { en: 'Product', fa: 'محصول' },
  labelPlural: { en: 'Products', fa: 'محصولات' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, searchable: true },
    code: { type: 'string', label: { en: 'Code', fa: 'کد' }, unique: true },
    series: { type: 'string', label: { en: 'Series', fa: 'گروه' } },
    price: { type: 'money', label: { en: 'Price', fa: 'قیمت' } },
    active: { type: 'boolean', label: { en: 'Sold now', fa: 'در حال فروش' }, default: true },
  },
})

export type Product = RecordOf<typeof product>
