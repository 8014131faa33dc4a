import { workingAmount } from '../../model/calendar/working-amount.js'
import type { WorkingCalendar } from '../../model/calendar/working-calendar.js'
import type { Conditions } from '../../model/conditions.js'
import { type Lifecycle, openStatuses } from '../../model/lifecycle.js'
import type { QueueDeclaration, RecycleRule, RuleGroup } from '../rule-set.js'

interface QueueWords {
  readonly lifecycle: Lifecycle
  readonly calendars: Readonly<Record<string, WorkingCalendar>>
}

/** The rules by which leads go back to the pool: one for each queue that recycles, with its conditions in the rule language. */
export function recycleRules(queues: readonly QueueDeclaration[], words: QueueWords): readonly RuleGroup<RecycleRule>[] {
  const rules = queues.flatMap((queue) => recycleRule(queue, words))
  return rules.length === 0 ? [] : [{ id: 'recycle', rules }]
}

function recycleRule({ id, label, recycle }: QueueDeclaration, { lifecycle, calendars }: QueueWords): readonly RecycleRule[] {
  if (!recycle) return []
  const { after, calendar, unless, to = id } = recycle
  const seconds = workingAmount(after, calendar === undefined ? undefined : calendars[calendar]) / 1_000
  const conditions: Conditions = {
    all: [
      { fact: 'lead', path: '$.queue', operator: 'equal', value: id },
      { fact: 'lead', path: '$.status', operator: 'in', value: openStatuses(lifecycle) },
      {
        fact: 'elapsed',
        params: {
          since: ['untouchedSince', 'statusSince', 'createdAt'],
          unit: 'seconds',
          ...(calendar === undefined ? {} : { calendar }),
        },
        operator: 'greaterThanInclusive',
        value: seconds,
      },
      ...(unless ? [{ not: unless }] : []),
    ],
  }
  const title = { en: `Untouched in ${label['en'] ?? id}`, fa: `بی‌کار مانده در ${label['fa'] ?? id}` }
  return [{ id, title, conditions, then: { queue: to } }]
}
