import type { JSONPath } from 'jsonc-parser'
import type { Fields } from '../../model/fields.js'
import { readPart, type WrittenComposition, type WrittenPart, type WrittenTarget } from '../files/composition.js'
import { ruleList } from '../files/rule-list.js'
import type { RoutingRule } from '../rule-set.js'
import { checkConditions } from './check-conditions.js'
import { checkParams } from './check-params.js'
import { checkTable } from './check-table.js'
import { type Finding, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'
import { THINGS } from './thing.js'

/** Checks routing written as rules or as a table: conditions or cells, and where each sends a lead. */
export function checkRouting(value: unknown, names: KnownNames): Finding[] {
  const { rules, at } = ruleList<Omit<RoutingRule, 'then'> & { readonly then: WrittenTarget }>(value)
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
  { queue, strategy, params, owner }: WrittenTarget,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  const { strategies } = names.vocabulary
  if (queue === undefined && owner === undefined) return [{ path, code: 'RULE_TARGET_MISSING', message: NOWHERE }]
  if (typeof strategy === 'object') {
    return [...unknownQueue(queue, { path, names }), ...checkComposition(strategy, { path: [...path, 'strategy'], names })]
  }
  const known = strategy !== undefined && Object.hasOwn(strategies, strategy) ? strategies[strategy] : undefined
  return [
    ...unknownQueue(queue, { path, names }),
    ...unknownName(strategy, Object.keys(strategies), {
      path: [...path, 'strategy'],
      code: 'RULE_STRATEGY_UNKNOWN',
      what: 'assignment strategy',
    }),
    ...(known ? checkParams(params, known.params, { path: [...path, 'params'], what: theStrategy(strategy), names }) : []),
  ]
}

interface TargetPlace {
  readonly path: JSONPath
  readonly names: KnownNames
}

const unknownQueue = (queue: string | undefined, { path, names }: TargetPlace): Finding[] =>
  unknownName(queue, names.queues, { path: [...path, 'queue'], code: 'RULE_QUEUE_UNKNOWN', what: 'queue' })

/** Every part of a composition must be there, with the parameters that it declares. */
function checkComposition({ filter = [], rank = [], pick }: WrittenComposition, { path, names }: TargetPlace): Finding[] {
  const { filters, ranks, strategies } = names.vocabulary
  return [
    ...filter.flatMap((part, index) =>
      checkPart(part, { path: [...path, 'filter', index], names, among: filters, what: 'assignment filter' }),
    ),
    ...rank.flatMap((part, index) =>
      checkPart(part, { path: [...path, 'rank', index], names, among: ranks, what: 'assignment rank' }),
    ),
    ...checkPart(pick, { path: [...path, 'pick'], names, among: strategies, what: 'assignment strategy' }),
  ]
}

interface PartPlace extends TargetPlace {
  readonly among: Readonly<Record<string, { readonly params?: Fields | undefined }>>
  readonly what: 'assignment filter' | 'assignment rank' | 'assignment strategy'
}

function checkPart(written: WrittenPart, { path, names, among, what }: PartPlace): Finding[] {
  const { use, params } = readPart(written)
  const at = typeof written === 'string' ? path : [...path, 'use']
  if (!Object.hasOwn(among, use)) return unknownName(use, Object.keys(among), { path: at, code: PART_CODES[what], what })
  const said = { en: `The ${what} "${use}"`, fa: `${THINGS[what]} «${use}»` }
  return checkParams(params, among[use]?.params, { path: [...path, 'params'], what: said, names })
}

const PART_CODES = {
  'assignment filter': 'RULE_FILTER_UNKNOWN',
  'assignment rank': 'RULE_RANK_UNKNOWN',
  'assignment strategy': 'RULE_STRATEGY_UNKNOWN',
} as const
