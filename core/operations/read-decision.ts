import { CrmError } from '../errors.js'
import type { Decision } from '../model/decision.js'
import { isUnreadable } from '../model/unreadable-json.js'
import type { StoredRecord } from '../store/index.js'

/** A decision that is stored in a way in which nobody can read it. */
export interface UnreadableDecision {
  readonly id: string
  readonly leadId: string
  readonly at: number
  readonly code: 'DECISION_UNREADABLE'
}

/** The decision in a record, or an error with its name; what the database hands out may be damaged. */
export function readDecision({ id, trace }: Pick<StoredRecord, 'id'> & { readonly trace?: unknown }): Decision | CrmError {
  const lacks = isUnreadable(trace) ? 'it is not JSON' : missingIn(trace)
  if (lacks === undefined) return trace as Decision
  return new CrmError('DECISION_UNREADABLE', `Decision ${id} cannot be read: ${lacks}.`, { details: { id } })
}

/** What is said of an unreadable decision beside the others. */
export const unreadableDecision = ({ id, leadId, at }: StoredRecord): UnreadableDecision => ({
  id,
  leadId: String(leadId),
  at: Number(at),
  code: 'DECISION_UNREADABLE',
})

const LISTS = ['transitions', 'fired', 'rulesTrue', 'actions', 'problems'] as const

function missingIn(trace: unknown): string | undefined {
  if (!isObject(trace)) return 'it is no object'
  const { facts, scores, ruleSet, now } = trace
  if (!isObject(facts) || !isObject(facts['lead'])) return 'its lead is missing'
  if (!isObject(scores)) return 'its scores are missing'
  if (typeof ruleSet !== 'string' || typeof now !== 'number') return 'its rules or its time are missing'
  const list = LISTS.find((name) => !Array.isArray(trace[name]))
  return list && `"${list}" is missing`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
