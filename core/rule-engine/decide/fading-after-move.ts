import { type Decay, pointsChangeAt } from '../../model/decay.js'
import type { CompiledScoringRule } from '../compile/compile-rule-set.js'
import { elapsedBase } from '../facts/derive-facts.js'
import { answerAt, type Decided } from './rule-at.js'

/**
 * When points next fade by rules that hold only since the lead has moved: its score was worked out before the move, so it could
 * not tell. Nothing for a lead that stayed where it was.
 */
export function fadingAfterMove(decided: Decided): readonly number[] {
  const { compiled, situation, state } = decided
  if (situation.lead.status === state.lead.status) return NONE
  return compiled.scoring.flatMap(({ rules }) => rules.flatMap((rule) => fadesAt(rule, decided) ?? []))
}

const NONE: readonly number[] = []

function fadesAt(scored: CompiledScoringRule, decided: Decided): number | undefined {
  const { rule, timesSlot } = scored
  const { decay, points, pointsPer } = rule.then
  if (!decay || rule.mode === 'shadow') return undefined
  const { now, lead } = decided.state
  if (answerAt(scored, decided, now) !== true) return undefined
  const since = decay.since ? elapsedBase({ since: decay.since }, lead) : undefined
  const activities = timesSlot === undefined ? undefined : decided.values[timesSlot]
  const times = since === undefined ? timesIn(activities) : [since]
  const fading = { points: pointsPer?.points ?? points ?? 0, times: times.slice(0, pointsPer?.maxCount), decay: decay as Decay }
  return pointsChangeAt(fading, now)
}

const timesIn = (value: unknown): readonly number[] => (Array.isArray(value) ? value : [])
