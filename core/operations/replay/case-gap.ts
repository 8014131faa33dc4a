import type { Decision } from '../../model/decision.js'

/** Why a stored decision cannot be told as a case. */
export type CaseGap = 'rules-gone' | 'reroute' | 'guards' | 'facts-failed' | 'other-facts' | 'history' | 'personal'

/** Facts that follow from what a case holds: the lead, its activities, the clock. */
const TOLD = /^(lead|now|elapsed|score|grade|activityCount|lastActivity|activitySum|owner|jalali)(\(|$)/

/** The first thing in a decision that a case has no place for; what is personal is all that is left when there is none. */
export function caseGap({ facts, inputs }: Decision): CaseGap {
  if (inputs?.reroute) return 'reroute'
  if (inputs?.guards) return 'guards'
  if (inputs?.failedFacts) return 'facts-failed'
  const told = Object.keys(facts).filter((key) => facts[key] !== null)
  if (told.some((key) => !TOLD.test(key))) return 'other-facts'
  const lead = facts['lead'] as Readonly<Record<string, unknown>>
  return lead['rulesTrue'] !== undefined || lead['grade'] !== undefined ? 'history' : 'personal'
}
