import type { DecidedLead } from '../../../model/decision.js'
import type { Situation } from '../../decide/decide-request.js'
import { type Asked, decideAs, isThere } from './asked.js'

/** How far ahead is looked: a little more than a year, and so many decisions. */
const HORIZON_MS = 400 * 86_400_000
const MOST_DECISIONS = 80

/**
 * When the wish comes true with nobody doing anything: each time the clock alone changes the decision, the lead is decided about
 * again, as the timers will. Undefined where it does not within a little more than a year, or nobody can tell.
 */
export async function asTimePasses(asked: Asked): Promise<{ readonly at: number; readonly decided: DecidedLead } | undefined> {
  const { now } = asked.environment
  let { situation, decided } = asked
  for (let step = 0; step < MOST_DECISIONS; step += 1) {
    const at = decided.decision.nextChangeAt
    const later = at === undefined || at > now + HORIZON_MS ? undefined : situationAt(situation, decided, at)
    if (at === undefined || !later) return undefined
    situation = later
    decided = await decideAs(asked, situation, at)
    if (isThere(asked, decided)) return { at, decided }
  }
  return undefined
}

/** The lead when a timer wakes it; undefined where a fact will have a value that nobody knows yet. */
function situationAt(situation: Situation, { lead }: DecidedLead, at: number): Situation | undefined {
  const facts: Record<string, unknown> = { ...situation.facts, lead }
  for (const [key, changes] of Object.entries(situation.factChanges ?? {})) {
    const change = changes.findLast((each) => Math.ceil(each.at) <= at)
    if (!change) continue
    if (!('value' in change)) return undefined
    facts[key] = change.value
  }
  const { reroute: _, ...rest } = situation
  return { ...rest, lead, facts, trigger: 'timer' }
}
