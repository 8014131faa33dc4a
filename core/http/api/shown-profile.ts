import type { Crm } from '../../crm/crm.js'
import type { LeadProfile } from '../../operations/index.js'
import { shownLead } from './shown-lead.js'
import { shownRecord, shownRecords, withIsoTexts } from './shown-record.js'

/** A lead with everything around it, as the API shows it. */
export function shownProfile(crm: Crm, profile: LeadProfile): object {
  const { fields } = crm
  return {
    ...profile,
    lead: shownLead(crm, profile.lead),
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
