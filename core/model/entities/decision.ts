import { defineEntity, type RecordOf } from '../entity.js'

/** Why a lead is scored, placed and owned as it is: one row for each time the rules were asked. */
export const decision = defineEntity({
  name: 'decision',
  label: { en: 'Decision', fa: 'تصمیم' },
  labelPlural: { en: 'Decisions', fa: 'تصمیم‌ها' },
  appendOnly: true,
  fields: {
    leadId: { type: 'reference', entity: 'lead', label: { en: 'Lead', fa: 'سرنخ' }, required: true },
    at: { type: 'dateTime', label: { en: 'When', fa: 'زمان' }, required: true },
    trigger: { type: 'string', label: { en: 'Trigger', fa: 'انگیزه' }, required: true },
    /** Digest of the rule set that decided. */
    ruleSet: { type: 'string', label: { en: 'Rule set', fa: 'مجموعهٔ قواعد' }, required: true },
    submissionId: { type: 'reference', entity: 'submission', label: { en: 'Submission', fa: 'ورودی' } },
    /** The whole decision, see `Decision` in core/model/decision.ts. */
    trace: { type: 'json', label: { en: 'Trace', fa: 'رد' }, required: true, personal: true },
  },
  indexes: [['leadId', 'at']],
})

export type DecisionRecord = RecordOf<typeof decision>
