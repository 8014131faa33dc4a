import type { LocalizedText } from './text/localized-text.js'

/** What a status means for the whole: still open, won over, or given up. */
export type StatusCategory = 'open' | 'converted' | 'lost'

/** A place in a lifecycle, whatever goes through it. */
export interface Standing<C extends string> {
  readonly id: string
  readonly label: LocalizedText
  readonly category: C
  /** Chance that a record here is won in the end, 0 to 1. */
  readonly probability?: number
  /** Statuses that may follow; absent means any. */
  readonly next?: readonly string[]
  /** Fields that must be filled before a record enters. */
  readonly requires?: readonly string[]
  /** Reasons of which one must be given on entering. */
  readonly reasons?: readonly { readonly id: string; readonly label: LocalizedText }[]
}

/** A status of a lead. */
export type Status = Standing<StatusCategory>

/** Statuses and the moves between them: those of leads, unless said otherwise. */
export interface Lifecycle<S extends Standing<string> = Status> {
  readonly id: string
  readonly start: string
  readonly statuses: readonly S[]
}

export function statusOf<S extends Standing<string>>(lifecycle: Lifecycle<S>, id: string): S | undefined {
  return lifecycle.statuses.find((status) => status.id === id)
}

/** Ids of the statuses in which a lead still needs work. */
export function openStatuses(lifecycle: Lifecycle): readonly string[] {
  return lifecycle.statuses.filter(({ category }) => category === 'open').map(({ id }) => id)
}

/** A move that is not allowed, with the reasons a person can act on. */
export interface TransitionRefusal {
  readonly code: 'status-unknown' | 'not-allowed' | 'fields-missing' | 'reason-missing' | 'refused-by-guard'
  /** The missing fields, the allowed statuses, the allowed reasons, or the guard's own words. */
  readonly details: readonly string[]
}

/**
 * Says whether a lead or an opportunity may move, the same for page, API, import, rule and plugin.
 * @example checkTransition(lifecycle, { from: 'new', to: 'lost', values: lead }) // { code: 'reason-missing', details: ['too-expensive', …] }
 */
export function checkTransition(
  lifecycle: Lifecycle<Standing<string>>,
  { from, to, reason, values }: { from: string; to: string; reason?: string; values: Readonly<Record<string, unknown>> },
): TransitionRefusal | undefined {
  const target = statusOf(lifecycle, to)
  if (!target) return { code: 'status-unknown', details: lifecycle.statuses.map(({ id }) => id) }
  if (from === to) return undefined
  const next = statusOf(lifecycle, from)?.next
  if (next && !next.includes(to)) return { code: 'not-allowed', details: next }
  const missing = (target.requires ?? []).filter((field) => MISSING.has(values[field]))
  if (missing.length > 0) return { code: 'fields-missing', details: missing }
  const reasons = (target.reasons ?? []).map(({ id }) => id)
  if (reasons.length > 0 && !(reason && reasons.includes(reason))) return { code: 'reason-missing', details: reasons }
  return undefined
}

/** `null` stands in a change that clears the field with the same step. */
const MISSING = new Set<unknown>([undefined, null, ''])
