import type { Crm } from '../../crm/crm.js'
import type { Lead } from '../../model/entities/lead.js'
import type { JsonSchema } from '../../model/fields.js'
import { responseStanding } from '../../operations/index.js'
import { shownRecord } from './shown-record.js'

/** A lead as the API shows it, with the countdown to the answer that it waits for. */
export const shownLead = (crm: Crm, lead: Lead): object => ({
  ...shownRecord(crm.fields.lead, lead),
  ...responseStanding(crm, lead),
})

/** What stands beside the fields of a lead. */
export const COUNTDOWN: JsonSchema = {
  responseState: { enum: ['none', 'waiting', 'overdue', 'paused'], description: 'How the answer that it waits for stands.' },
  secondsLeft: { type: 'integer', description: 'Working time until the answer is due; below zero where it is overdue.' },
}
