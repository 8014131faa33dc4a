import type { Engine } from '../../intake/engine.js'
import { dayAt, startOfDay } from '../../model/calendar/start-of-day.js'
import type { User } from '../../model/entities/user.js'
import { openStatuses } from '../../model/lifecycle.js'
import { formatNumber } from '../../model/text/format-number.js'
import type { Refusal } from '../../plugin-api/index.js'
import type { QueueDeclaration } from '../../rule-engine/index.js'
import { saidRefusal } from '../said-refusal.js'

/** How a member stands in a pool now, with its limits. */
export interface QueueStanding {
  readonly user: User
  readonly queue: QueueDeclaration
  /** Open leads of the user in all queues. */
  readonly openLeads: number
  /** How many of them may be, by the user's own capacity or that of the queue. */
  readonly capacity?: number
  /** Open leads that the user has in this queue. */
  readonly open: number
  /** Taken by the user out of any pool since the day began. */
  readonly claimedToday: number
}

/** How a user stands in a queue; undefined for one who is no member, or where there is no such queue. */
export async function standingOf(
  engine: Engine,
  { userId, queue }: { readonly userId: string; readonly queue: string },
): Promise<QueueStanding | undefined> {
  const declared = engine.rules().queues.find(({ id }) => id === queue)
  const user = (await engine.store.access.queueMembers(queue)).find(({ id }) => id === userId)
  if (!declared || !user) return undefined
  const { records, intake } = engine.store
  const statuses = openStatuses(engine.rules().lifecycle)
  const counts = await intake.openLeads([userId], statuses)
  const capacity = user.capacity ?? declared.capacity
  return {
    user,
    queue: declared,
    openLeads: counts.get(userId) ?? 0,
    ...(capacity === undefined ? {} : { capacity }),
    open: await records.count('lead', {
      where: { all: [...isOf('lead', { ownerId: userId, queue }), isIn('status', statuses)] },
    }),
    claimedToday: await records.count('activity', {
      where: {
        all: [
          ...isOf('activity', { userId, type: 'lead.claimed' }),
          { fact: 'activity', path: '$.at', operator: 'greaterThanInclusive', value: dayBegan(engine) },
        ],
      },
    }),
  }
}

const isOf = (fact: string, values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([field, value]) => ({ fact, path: `$.${field}`, operator: 'equal', value }))

const isIn = (field: string, value: readonly string[]) => ({ fact: 'lead', path: `$.${field}`, operator: 'in', value })

function dayBegan({ now, settings: { timeZone } }: Pick<Engine, 'now' | 'settings'>): number {
  return startOfDay(dayAt(now(), timeZone), timeZone)
}

/** Why this member can take nothing out of this pool now; undefined where nothing is in the way. */
export function claimRefusal({ user, queue, openLeads, capacity, open, claimedToday }: QueueStanding): Refusal | undefined {
  const { maxOpen = Infinity, perDay = Infinity } = queue.claim ?? {}
  if (!queue.claim) return NO_POOL
  if (!user.active) return INACTIVE
  if (openLeads >= (capacity ?? Infinity)) {
    return limit('at-capacity', { en: 'You have as many open leads as you can work', fa: 'ظرفیت شما پر است' }, [
      openLeads,
      capacity,
    ])
  }
  if (open >= maxOpen) {
    const words = { en: 'You have as many open leads of this queue as it allows', fa: 'سقف سرنخ‌های باز شما از این صف پر است' }
    return limit('claim-limit-open', words, [open, maxOpen])
  }
  if (claimedToday < perDay) return undefined
  const words = { en: 'You have taken as many leads today as the queue allows', fa: 'سقف برداشت امروز شما پر است' }
  return limit('claim-limit-day', words, [claimedToday, perDay])
}

const NO_POOL = saidRefusal(
  { en: 'Nobody takes leads out of this queue by themselves.', fa: 'کسی خودش از این صف سرنخ برنمی‌دارد.' },
  { code: 'not-a-pool' },
)
const INACTIVE = saidRefusal({ en: 'You are not active.', fa: 'شما فعال نیستید.' }, { code: 'inactive' })

type LimitCode = 'at-capacity' | 'claim-limit-open' | 'claim-limit-day'

function limit(
  code: LimitCode,
  { en, fa }: { readonly en: string; readonly fa: string },
  [is, most = 0]: readonly [number, number | undefined],
): Refusal {
  const said = { en: `${en}: ${is} of ${most}.`, fa: `${fa}: ${formatNumber(is, 'fa')} از ${formatNumber(most, 'fa')}.` }
  return saidRefusal(said, { code, details: [String(is), String(most)] })
}
