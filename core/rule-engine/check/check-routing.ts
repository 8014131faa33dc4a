import type { JSONPath } from 'jsonc-parser'
import { ruleList } from '../files/rule-list.js'
import type { RoutingRule, RoutingTarget } from '../rule-set.js'
import { checkConditions } from './check-conditions.js'
import { checkParams } from './check-params.js'
import { checkTable } from './check-table.js'
import { type Finding, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks routing written as rules or as a table: conditions or cells, and where each sends a lead. */
export function checkRouting(value: unknown, names: KnownNames): Finding[] {
  const { rules, at } = ruleList<RoutingRule>(value)
  return [
    ...checkTable(value, names),
    ...rules.flatMap(({ conditions, then }, index) => [
      ...(conditions ? checkConditions(conditions, { path: [...at, index, 'conditions'], names }) : []),
      ...checkTarget(then, { path: [...at, index, 'then'], names }),
    ]),
  ]
}

const NOWHERE = {
  en: 'This sends the lead nowhere: name a "queue", or an "owner" by e-mail.',
  fa: 'این سرنخ را به جایی نمی‌فرستد: یک «queue» یا ایمیل یک «owner» را نام ببرید.',
}

const theStrategy = (strategy = '') => ({ en: `The strategy "${strategy}"`, fa: `روش تخصیص «${strategy}»` })

function checkTarget(
  { queue, strategy, params, owner }: RoutingTarget,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { strategies } = names.vocabulary
  if (queue === undefined && owner === undefined) return [{ path, code: 'RULE_TARGET_MISSING', message: NOWHERE }]
  const known = strategy !== undefined && Object.hasOwn(strategies, strategy) ? strategies[strategy] : undefined
  return [
    ...unknownName(queue, names.queues, { path: [...path, 'queue'], code: 'RULE_QUEUE_UNKNOWN', what: 'queue' }),
    ...unknownName(strategy, Object.keys(strategies), {
      path: [...path, 'strategy'],
      code: 'RULE_STRATEGY_UNKNOWN',
      what: 'assignment strategy',
    }),
    ...(known ? checkParams(params, known.params, { path: [...path, 'params'], what: theStrategy(strategy), names }) : []),
  ]
}
