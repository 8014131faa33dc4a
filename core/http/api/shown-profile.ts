import type { Crm } from '../../crm/crm.js'
import type { LeadProfile } from '../../operations/index.js'
import { shownRecord, shownRecords, withIsoTexts } from './shown-record.js'

/** A lead with everything around it, as the API shows it. */
export function shownProfile({ fields }: Crm, profile: LeadProfile): object {
  return {
    ...profile,
    lead: shownRecord(fields.lead, profile.lead),
    decisions: profile.decisions.map((stored) => ({
      ...withIsoTexts(stored, ['at']),
      decision: withIsoTexts(stored.decision, ['now', 'nextChangeAt']),
    })),
    unreadable: profile.unreadable.map((decision) => withIsoTexts(decision, ['at'])),
    activities: shownRecords(fields.activity, profile.activities),
    tasks: shownRecords(fields.task, profile.tasks),
    touches: shownRecords(fields.touch, profile.touches),
    documents: shownRecords(fields.document, profile.documents),
    effects: profile.effects.map((effect) => withIsoTexts(effect, ['createdAt', 'nextAttemptAt'])),
    similar: profile.similar.map(({ lead, reason }) => ({ lead: shownRecord(fields.lead, lead), reason })),
  }
}
