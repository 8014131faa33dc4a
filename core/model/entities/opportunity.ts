import { defineEntity, type RecordOf } from '../entity.js'

/** A sale that may happen: what, for how much, by when, and where it stands in its pipeline. */
export const opportunity = defineEntity({
  name: 'opportunity',
  label: { en: 'Opportunity', fa: 'فرصت فروش' },
  labelPlural: { en: 'Opportunities', fa: 'فرصت‌های فروش' },
  fields: {
    name: { type: 'string', label: { en: 'Name', fa: 'نام' }, required: true, searchable: true },
    pipeline: { type: 'string', label: { en: 'Pipeline', fa: 'خط فروش' }, required: true },
    stage: { type: 'string', label: { en: 'Stage', fa: 'مرحله' }, required: true, indexed: true },
    amount: { type: 'money', label: { en: 'Amount', fa: 'مبلغ' } },
    expectedCloseDate: { type: 'date', label: { en: 'Expected close', fa: 'تاریخ پیش‌بینی' } },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'From lead', fa: 'از سرنخ' }, indexed: true },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' } },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' } },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
  },
})

export type Opportunity = RecordOf<typeof opportunity>
