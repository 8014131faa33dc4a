import type { DecidedLead, Decision } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'

/** What a decision came to, as far as a person would notice. */
export interface Outcome {
  readonly score?: number | undefined
  readonly grade?: string | undefined
  readonly status: string
  readonly queue?: string | undefined
  readonly owner?: string | undefined
  readonly fired: readonly string[]
}

export const OUTCOMES = ['score', 'grade', 'status', 'queue', 'owner', 'fired'] as const

/** The outcome of a decision that was just made. */
export function outcomeOf({ lead, decision }: DecidedLead): Outcome {
  const { score, grade, status, queue, ownerId } = lead
  return { score, grade, status, queue, owner: ownerId, fired: firedIn(decision) }
}

/** The outcome of a stored decision: the lead that came in, with what followed from it. */
export function recordedOutcome(decision: Decision, mainScore: string | undefined): Outcome {
  const lead = decision.facts['lead'] as Lead
  const { routing, scores, transitions } = decision
  const main = mainScore === undefined ? Object.values(scores)[0] : scores[mainScore]
  return {
    score: main?.total ?? lead.score,
    grade: main ? main.grade : lead.grade,
    status: transitions.at(-1)?.to ?? lead.status,
    queue: routing?.unassigned === 'kept-owner' ? lead.queue : (routing?.queue ?? lead.queue),
    owner: routing?.ownerId ?? lead.ownerId,
    fired: firedIn(decision),
  }
}

const firedIn = ({ fired }: Decision): readonly string[] => fired.map(({ rule }) => rule).sort()
