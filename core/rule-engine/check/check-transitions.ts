import type { JSONPath } from 'jsonc-parser'
import { statusOf } from '../../model/lifecycle.js'
import { ruleList } from '../files/rule-list.js'
import type { TransitionRule } from '../rule-set.js'
import { checkConditions } from './check-conditions.js'
import { checkTable } from './check-table.js'
import { type Finding, nearest, suggestion, unknownName } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'

/** Checks transitions, in a list or a table: statuses, moves that the lifecycle allows, the reason that the target demands, conditions. */
export function checkTransitions(value: unknown, names: KnownNames): Finding[] {
  const { rules, at } = ruleList<Omit<TransitionRule, 'conditions'> & Partial<Pick<TransitionRule, 'conditions'>>>(value)
  const status = { code: 'RULE_STATUS_UNKNOWN', what: 'status' } as const
  return [
    ...checkTable(value, names),
    ...rules.flatMap((rule, index) => {
      const path = [...at, index]
      return [
        ...rule.from.flatMap((from, place) => unknownName(from, names.statuses, { path: [...path, 'from', place], ...status })),
        ...unknownName(rule.to, names.statuses, { path: [...path, 'to'], ...status }),
        ...checkMoves(rule, { path, names }),
        ...checkConversion(rule, { path, names }),
        ...checkReason(rule, { path, names }),
        ...(rule.conditions ? checkConditions(rule.conditions, { path: [...path, 'conditions'], names }) : []),
      ]
    }),
  ]
}

type Move = Pick<TransitionRule, 'from' | 'to' | 'reason'>

interface Place {
  readonly path: JSONPath
  readonly names: KnownNames
}

/** A status that does not let a lead go to this one would keep the rule from ever acting. */
function checkMoves({ from, to }: Move, { path, names }: Place): Finding[] {
  const { lifecycle } = names
  if (!lifecycle || !statusOf(lifecycle, to)) return []
  return from.flatMap((status, place): Finding[] => {
    const next = statusOf(lifecycle, status)?.next
    if (!next || status === to || next.includes(to)) return []
    const way =
      next.length === 0
        ? { en: 'none may follow.', fa: 'پس از آن هیچ وضعیتی نمی‌آید.' }
        : { en: `only these may follow: ${next.join(', ')}.`, fa: `پس از آن تنها این‌ها می‌آیند: ${next.join('، ')}.` }
    const forbidden = {
      en: `The lifecycle lets no lead go from "${status}" to "${to}"; `,
      fa: `چرخهٔ عمر نمی‌گذارد سرنخی از «${status}» به «${to}» برود؛ `,
    }
    const message = joined(forbidden, way)
    return [{ path: [...path, 'from', place], code: 'RULE_TRANSITION_FORBIDDEN', message }]
  })
}

/** Only a conversion makes the records that a converted status speaks of. */
function checkConversion({ to }: Move, { path, names }: Place): Finding[] {
  const target = names.lifecycle && statusOf(names.lifecycle, to)
  if (target?.category !== 'converted') return []
  const message = {
    en: `No rule moves a lead to "${to}": it gets there by being converted, which makes its account, contact and opportunity.`,
    fa: `هیچ قاعده‌ای سرنخ را به «${to}» نمی‌برد: سرنخ با تبدیل شدن به آن می‌رسد که شرکت، مخاطب و فرصت فروشش را می‌سازد.`,
  }
  return [{ path: [...path, 'to'], code: 'RULE_TRANSITION_FORBIDDEN', message, severity: 'warning' }]
}

function checkReason({ to, reason }: Move, { path, names }: Place): Finding[] {
  const target = names.lifecycle && statusOf(names.lifecycle, to)
  if (!target) return []
  const reasons = (target.reasons ?? []).map(({ id }) => id)
  if (reason === undefined && reasons.length === 0) return []
  if (reason === undefined) {
    const message = {
      en: `The status "${to}" demands a reason: ${reasons.join(', ')}.`,
      fa: `وضعیت «${to}» دلیل می‌خواهد: ${reasons.join('، ')}.`,
    }
    return [{ path: [...path, 'to'], code: 'RULE_REASON_UNKNOWN', message }]
  }
  if (reasons.includes(reason)) return []
  const none = { en: `The status "${to}" has no reason "${reason}".`, fa: `وضعیت «${to}» دلیلی به نام «${reason}» ندارد.` }
  const message = joined(none, suggestion(reason, reasons))
  return [{ path: [...path, 'reason'], code: 'RULE_REASON_UNKNOWN', message, ...nearest(reason, reasons) }]
}
