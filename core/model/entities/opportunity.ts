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
    stageSince: { type: 'dateTime', label: { en: 'In this stage since', fa: 'در این مرحله از' }, system: true },
    /** What the stage means for the whole; kept beside it so that reports need no rule file. */
    outcome: {
      type: 'select',
      label: { en: 'Outcome', fa: 'نتیجه' },
      system: true,
      default: 'open',
      indexed: true,
      oneOf: [
        { value: 'open', label: { en: 'Open', fa: 'باز' } },
        { value: 'won', label: { en: 'Won', fa: 'برده' } },
        { value: 'lost', label: { en: 'Lost', fa: 'باخته' } },
      ],
    },
    /** Why it was lost: a reason of its stage. */
    stageReason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' } },
    /** Chance to be won, 0 to 1; that of its stage unless somebody said otherwise. */
    probability: { type: 'number', label: { en: 'Probability', fa: 'احتمال' }, min: 0, max: 1 },
    kind: {
      type: 'select',
      label: { en: 'Kind', fa: 'گونه' },
      default: 'new-business',
      oneOf: [
        { value: 'new-business', label: { en: 'New business', fa: 'فروش نو' } },
        { value: 'cross-sell', label: { en: 'Cross-sell', fa: 'فروش مکمل' } },
        { value: 'win-back', label: { en: 'Win-back', fa: 'بازگشت مشتری' } },
      ],
    },
    /** When selling began, and when it ended one way or the other. */
    openedAt: { type: 'dateTime', label: { en: 'Opened', fa: 'زمان گشایش' } },
    closedAt: { type: 'dateTime', label: { en: 'Closed', fa: 'زمان بسته شدن' }, indexed: true },
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' }, indexed: true },
    campaignId: { type: 'reference', entity: 'campaign', label: { en: 'Campaign', fa: 'کمپین' } },
    /** The opportunity's own id in the system it came from. */
    externalId: { type: 'string', label: { en: 'External id', fa: 'شناسهٔ بیرونی' }, indexed: true },
    nextChangeAt: { type: 'dateTime', label: { en: 'Next check', fa: 'بررسی بعدی' }, system: true, indexed: true },
    /** Ids of the automation rules that are now true, so that only a turn to true acts. */
    rulesTrue: { type: 'json', label: { en: 'Rules now true', fa: 'قواعد برقرار' }, system: true },
    amount: { type: 'money', label: { en: 'Amount', fa: 'مبلغ' } },
    expectedCloseDate: { type: 'date', label: { en: 'Expected close', fa: 'تاریخ پیش‌بینی' } },
    leadId: { type: 'reference', entity: 'lead', label: { en: 'From lead', fa: 'از سرنخ' }, indexed: true },
    accountId: { type: 'reference', entity: 'account', label: { en: 'Account', fa: 'حساب' }, indexed: true },
    contactId: { type: 'reference', entity: 'contact', label: { en: 'Contact', fa: 'مخاطب' }, indexed: true },
    ownerId: { type: 'reference', entity: 'user', label: { en: 'Owner', fa: 'مسئول' } },
  },
  indexes: [
    ['pipeline', 'stage'],
    ['ownerId', 'outcome'],
  ],
})

export type Opportunity = RecordOf<typeof opportunity>
