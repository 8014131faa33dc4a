import { statusOf } from '../../model/lifecycle.js'
import type { RuleGroup, TransitionRule } from '../rule-set.js'
import { checkConditions } from './check-conditions.js'
import { type Finding, repeatedIds, suggestion, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks transition rules: statuses, moves that the lifecycle allows, the reason that the target demands, conditions. */
export function checkTransitions(value: unknown, names: KnownNames): Finding[] {
  const { rules } = value as RuleGroup<TransitionRule>
  const status = { code: 'RULE_STATUS_UNKNOWN', what: 'status' } as const
  return [
    ...repeatedIds(
      rules.map(({ id }) => id),
      { path: ['rules'], what: 'rule' },
    ),
    ...rules.flatMap((rule, index) => [
      ...rule.from.flatMap((from, place) =>
        unknownName(from, names.statuses, { path: ['rules', index, 'from', place], ...status }),
      ),
      ...unknownName(rule.to, names.statuses, { path: ['rules', index, 'to'], ...status }),
      ...checkMoves(rule, { index, names }),
      ...checkReason(rule, { index, names }),
      ...checkConditions(rule.conditions, { path: ['rules', index, 'conditions'], names }),
    ]),
  ]
}

/** A status that does not let a lead go to this one would keep the rule from ever acting. */
function checkMoves({ from, to }: TransitionRule, { index, names }: { index: number; names: KnownNames }): Finding[] {
  const { lifecycle } = names
  if (!lifecycle || !statusOf(lifecycle, to)) return []
  return from.flatMap((status, place): Finding[] => {
    const next = statusOf(lifecycle, status)?.next
    if (!next || status === to || next.includes(to)) return []
    const way = next.length === 0 ? 'none may follow.' : `only these may follow: ${next.join(', ')}.`
    const message = `The lifecycle lets no lead go from "${status}" to "${to}"; ${way}`
    return [{ path: ['rules', index, 'from', place], code: 'RULE_TRANSITION_FORBIDDEN', message }]
  })
}

function checkReason(
  { to, reason }: TransitionRule,
  { index, names }: { readonly index: number; readonly names: KnownNames },
): Finding[] {
  const target = names.lifecycle && statusOf(names.lifecycle, to)
  if (!target) return []
  const reasons = (target.reasons ?? []).map(({ id }) => id)
  if (reason === undefined && reasons.length === 0) return []
  if (reason === undefined) {
    const message = `The status "${to}" demands a reason: ${reasons.join(', ')}.`
    return [{ path: ['rules', index, 'to'], code: 'RULE_REASON_UNKNOWN', message }]
  }
  if (reasons.includes(reason)) return []
  const message = `The status "${to}" has no reason "${reason}".${suggestion(reason, reasons)}`
  return [{ path: ['rules', index, 'reason'], code: 'RULE_REASON_UNKNOWN', message }]
}
