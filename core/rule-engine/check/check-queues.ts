import type { JSONPath } from 'jsonc-parser'
import type { QueueDeclaration } from '../rule-set.js'
import { checkConditions } from './check-conditions.js'
import { type Finding, repeatedIds, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks pools: that each is there once, and what they say about leads that nobody touches. */
export function checkQueues(value: unknown, names: KnownNames): Finding[] {
  const { queues } = value as { readonly queues: readonly QueueDeclaration[] }
  return [
    ...repeatedIds(
      queues.map(({ id }) => id),
      { path: ['queues'], what: 'queue' },
    ),
    ...queues.flatMap(({ recycle }, index) =>
      recycle ? checkRecycle(recycle, { path: ['queues', index, 'recycle'], names }) : [],
    ),
  ]
}

function checkRecycle(
  { calendar, unless, to }: NonNullable<QueueDeclaration['recycle']>,
  { path, names }: { readonly path: JSONPath; readonly names: KnownNames },
): Finding[] {
  return [
    ...unknownName(calendar, names.calendars, { path: [...path, 'calendar'], code: 'RULE_CALENDAR_UNKNOWN', what: 'calendar' }),
    ...unknownName(to, names.queues, { path: [...path, 'to'], code: 'RULE_QUEUE_UNKNOWN', what: 'queue' }),
    ...(unless ? checkConditions(unless, { path: [...path, 'unless'], names }) : []),
  ]
}
