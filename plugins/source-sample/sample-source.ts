import { defineLeadSource, type LeadInput, type PluginContext, readPayload } from '../../core/plugin-api/index.js'
import { type SampleLead, sampleLeads } from './sample-leads.js'

const MOST = 2_000
const MINUTE = 60_000

/** Made-up leads, each labelled with the field `sample`. A capture asks for them with `{ "leads": 240 }`. */
export const sampleSource = (seed: number) =>
  defineLeadSource({
    label: { en: 'Sample', fa: 'نمونه' },
    payload: { leads: { type: 'integer', min: 1, max: MOST, label: { en: 'How many', fa: 'شمار' }, required: true } },
    accept(raw) {
      const read = readPayload(raw)
      if ('refused' in read) return read
      const count = (read.payload as { leads?: unknown } | null)?.leads
      if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MOST)
        return { refused: `"leads" is a whole number from 1 to ${MOST}.` }
      return sampleLeads(count, seed).map((payload, index) => ({
        channel: raw.channel,
        payload,
        idempotencyKey: `sample-${seed}-${index + 1}`,
      }))
    },
    parse: (payload, context) => leadInput(payload as SampleLead, context),
  })

function leadInput(
  { values, minutesAgo, touch, activities }: SampleLead,
  { now, crm }: Pick<PluginContext, 'now' | 'crm'>,
): LeadInput {
  const instant = (minutes: number) => now() - minutes * MINUTE
  const { status, statusReason: _reason, ...open } = values
  const isKnown = crm.statuses().some(({ id }) => id === status)
  return {
    values: isKnown ? values : open,
    at: instant(minutesAgo),
    touch,
    activities: activities.map(({ minutesAgo: minutes, ...activity }) => ({ ...activity, at: instant(minutes) })),
  }
}
