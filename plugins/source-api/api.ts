import { defineLeadSource, type LeadInput, OutsideError, type ReportedActivity } from '../../core/plugin-api/index.js'
import { acceptLeads } from './accept-leads.js'
import { readLead } from './read-lead.js'

/** Leads that another program sends, one or up to 500 at once. The channel is the key it signs in with. */
export const api = defineLeadSource({
  label: { en: 'API', fa: 'رابط برنامه‌نویسی' },
  payload: {
    values: { type: 'json', label: { en: 'Values of the lead by field', fa: 'مقدارهای سرنخ به تفکیک فیلد' } },
    touch: { type: 'json', label: { en: 'Where the lead came from: utmSource, clickId, referrer …', fa: 'نشانه‌های بازدید' } },
    activities: { type: 'json', label: { en: 'What the lead did: type, at, subject, details', fa: 'فعالیت‌های سرنخ' } },
    at: { type: 'string', label: { en: 'When it happened, ISO 8601', fa: 'زمان رخداد' } },
  },
  accept: acceptLeads,
  parse(payload, { channel }): LeadInput {
    const read = readLead(payload)
    if ('refused' in read) throw new OutsideError(read.refused)
    return { ...read, activities: read.activities?.map(scopedTo(channel)) ?? [], values: { source: 'api', ...read.values } }
  },
})

/** Keys of one sender say nothing about those of another. */
const scopedTo =
  (channel: string) =>
  ({ idempotencyKey, ...activity }: ReportedActivity): ReportedActivity =>
    idempotencyKey === undefined ? activity : { ...activity, idempotencyKey: `${channel}/${idempotencyKey}` }
