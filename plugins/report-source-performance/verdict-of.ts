import type { Money } from '../../core/plugin-api/index.js'

/** What a source has brought. */
export interface Brought {
  readonly leads: number
  readonly rate: number
  readonly won: readonly Money[]
  readonly cost: readonly Money[]
}

/** Where good begins, where poor ends, and how much is needed to say either. */
export interface Thresholds {
  readonly enough: number
  readonly goodRate: number
  readonly poorRate: number
}

/** Judges a source: one that converts well and earns its cost deserves more, one that does neither a change. */
export function verdictOf(brought: Brought, thresholds: Thresholds): 'grow' | 'keep' | 'change' | 'too-little' {
  const { leads, rate, won, cost } = brought
  if (leads < thresholds.enough) return 'too-little'
  const costsMore = cost.some(({ amount, currency }) => amount > (won.find((each) => each.currency === currency)?.amount ?? 0))
  if (rate < thresholds.poorRate || costsMore) return 'change'
  return rate >= thresholds.goodRate ? 'grow' : 'keep'
}
