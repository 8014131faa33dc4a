import { defineEntity, type RecordOf } from '../entity.js'

/** The part that a contact plays in an opportunity. */
export const opportunityContact = defineEntity({
  name: 'opportunityContact',
  label: { en: 'Role of a contact', fa: 'نقش مخاطب' },
  labelPlural: { en: 'Roles of contacts', fa: 'نقش‌های مخاطبان' },
  fields: {
    opportunityId: { type: 'reference', entity: 'opportunity', label: { en: 'Opportunity', fa: 'فرصت فروش' }, required: true },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' }, required: true, indexed: true },
    role: {
      type: 'select',
      label: { en: 'Role', fa: 'نقش' },
      required: true,
      oneOf: [
        { value: 'decision-maker', label: { en: 'Decision maker', fa: 'تصمیم‌گیرنده' } },
        { value: 'influencer', label: { en: 'Influencer', fa: 'اثرگذار' } },
        { value: 'evaluator', label: { en: 'Evaluator', fa: 'ارزیاب' } },
        { value: 'buyer', label: { en: 'Buyer', fa: 'خریدار' } },
        { value: 'user', label: { en: 'User', fa: 'کاربر' } },
        { value: 'other', label: { en: 'Other', fa: 'دیگر' } },
      ],
    },
  },
  unique: [['opportunityId', 'contactId']],
})

export type OpportunityContact = RecordOf<typeof opportunityContact>
