import { defineEntity, type RecordOf } from '../entity.js'

/** A quote, contract, invoice, payment or ticket of another system, linked to a customer. */
export const document = defineEntity({
  name: 'document',
  label: { en: 'Document', fa: 'سند' },
  labelPlural: { en: 'Documents', fa: 'اسناد' },
  fields: {
    kind: {
      type: 'select',
      label: { en: 'Kind', fa: 'نوع' },
      required: true,
      oneOf: [
        { value: 'quote', label: { en: 'Quote', fa: 'پیش‌فاکتور' } },
        { value: 'contract', label: { en: 'Contract', fa: 'قرارداد' } },
        { value: 'invoice', label: { en: 'Invoice', fa: 'فاکتور' } },
        { value: 'payment', label: { en: 'Payment', fa: 'پرداخت' } },
        { value: 'ticket', label: { en: 'Ticket', fa: 'تیکت' } },
      ],
    },
    number: { type: 'string', label: { en: 'Number', fa: 'شماره' } },
    status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' } },
    amount: { type: 'money', label: { en: 'Amount', fa: 'مبلغ' } },
    dueOn: { type: 'date', label: { en: 'Due', fa: 'مهلت' } },
    link: { type: 'url', label: { en: 'Link', fa: 'پیوند' } },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' }, indexed: true },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' }, indexed: true },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' }, indexed: true },
    opportunityId: { type: 'reference', entity: 'opportunity', label: { en: 'Opportunity', fa: 'فرصت فروش' }, indexed: true },
    issuedAt: { type: 'dateTime', label: { en: 'Issued', fa: 'زمان صدور' } },
    /** For a contract: the clauses that people ask about, in their words. */
    notes: { type: 'text', label: { en: 'Notes', fa: 'یادداشت' } },
    /** The system it lives in and its id there; together they name it for ever. */
    system: { type: 'string', label: { en: 'System', fa: 'سامانه' } },
    externalId: { type: 'string', label: { en: 'External id', fa: 'شناسهٔ بیرونی' } },
  },
  unique: [['system', 'kind', 'externalId']],
})

export type Document = RecordOf<typeof document>
