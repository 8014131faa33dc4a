import { localParts } from '../../model/calendar/local-parts.js'
import type { TimeLeaf } from '../compile/time-leaves.js'
import { elapsedBase, elapsedUnit, type LeadState } from '../facts/derive-facts.js'
import type { RuleEnvelope } from '../rule-set.js'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** A rule as far as the clock can change its answer. */
export interface TimedRule {
  readonly rule: Pick<RuleEnvelope, 'effective'>
  readonly times: readonly TimeLeaf[]
}

/**
 * The first future instant at which one of these rules can answer differently though no data does.
 * It may be earlier than the change, never later: deciding once too often costs little.
 */
export function nextChange(
  rules: readonly TimedRule[],
  { values, state }: { readonly values: readonly unknown[]; readonly state: LeadState },
): number | undefined {
  let next: number | undefined
  for (const { rule, times } of rules) {
    for (const at of [...boundsOf(rule), ...times.flatMap((leaf) => flips(leaf, values, state))])
      if (at > state.now && at < (next ?? Infinity)) next = at
  }
  return next
}

const isEffectiveBound = (at: number): boolean => !Number.isNaN(at)

function boundsOf({ effective }: TimedRule['rule']): number[] {
  const bounds = [effective?.from, effective?.until].filter((bound) => bound !== undefined)
  return bounds.map((bound) => Date.parse(bound)).filter(isEffectiveBound)
}

/** At the threshold itself `>=` and `<` change, one millisecond later `>` and `<=`. */
function flips(leaf: TimeLeaf, values: readonly unknown[], state: LeadState): number[] {
  if (leaf.fact === 'jalali') return [nextMidnight(state.now, state.timeZone)]
  const thresholds = numbersIn(leaf.other(values))
  if (leaf.fact === 'now') return thresholds.flatMap(aroundInstant)
  const base = elapsedBase(leaf.params, state.lead)
  return base === undefined ? [] : thresholds.flatMap((value) => aroundInstant(base + value * elapsedUnit(leaf.params)))
}

const aroundInstant = (at: number): number[] => [Math.ceil(at), Math.floor(at) + 1]

function numbersIn(value: unknown): number[] {
  const values = Array.isArray(value) ? value : [value]
  return values.map((one) => (typeof one === 'string' ? Number.parseFloat(one) : one)).filter((one) => Number.isFinite(one))
}

/** The next instant at which another day begins; clocks that are put forward or back are found by looking an hour around. */
function nextMidnight(now: number, timeZone: string): number {
  const dayOf = (ms: number) => localParts(ms, timeZone).day
  let before = now
  let after = now + DAY_MS + 2 * HOUR_MS
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dayOf(middle) === dayOf(now)) before = middle
    else after = middle
  }
  return after
}
