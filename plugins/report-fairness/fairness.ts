import {
  type AggregateRow,
  type Comparison,
  type CrmReader,
  defineReportType,
  type RoutingTally,
} from '../../core/plugin-api/index.js'
import { PASSED_OVER } from './passed-over.js'

/** Whether work is shared fairly: what each user was given, beside the share that their weight and presence would be. */
export const fairness = defineReportType({
  label: { en: 'Workload and fairness', fa: 'بار کاری و عدالت' },
  description: {
    en: 'Leads that each user was given, their share beside the share that their weight means, and how many are open. What rules gave, and why they passed somebody over, is read from the newest decisions.',
    fa: 'سرنخ‌هایی که به هر کاربر رسیده، سهم او در کنار سهمی که وزنش می‌گوید، و شمار بازها. آنچه قاعده‌ها داده‌اند و چرا کسی را کنار گذاشته‌اند از تازه‌ترین تصمیم‌ها خوانده می‌شود.',
  },
  params: {
    days: { type: 'integer', label: { en: 'Decisions of so many days', fa: 'تصمیم‌های چند روز' }, min: 1, default: 30 },
    queue: { type: 'string', label: { en: 'Queue', fa: 'صف' }, format: 'queue' },
  },
  columns: {
    user: { type: 'string', label: { en: 'User', fa: 'کاربر' }, required: true },
    owned: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' }, required: true },
    share: { type: 'number', label: { en: 'Share', fa: 'سهم' }, required: true },
    expectedShare: { type: 'number', label: { en: 'Share by weight', fa: 'سهم بر پایهٔ وزن' } },
    difference: { type: 'number', label: { en: 'Leads above that', fa: 'بیش از آن' } },
    open: { type: 'integer', label: { en: 'Open', fa: 'باز' }, required: true },
    assigned: { type: 'integer', label: { en: 'Assigned by rules', fa: 'تخصیص با قاعده' }, required: true },
    recycled: { type: 'integer', label: { en: 'Gone back untouched', fa: 'برگشته به صف' }, required: true },
    passedOver: { type: 'integer', label: { en: 'Passed over', fa: 'کنار مانده' }, required: true },
    ...PASSED_OVER,
    spread: { type: 'integer', label: { en: 'Most minus least', fa: 'بیشترین منهای کمترین' }, required: true },
  },
  chart: { kind: 'bars', label: 'user', values: ['owned', 'open'] },
  async run({ queue, days }, { crm, now }) {
    const [users, members, leads, tallies] = await Promise.all([
      usersOf(crm),
      membersOf(crm, queue),
      leadsOf(crm, queue),
      crm.routings(now() - days * DAY_MS),
    ])
    const tallyOf = new Map(tallies.map((tally) => [tally.userId, tally]))
    const rows = users.filter(({ id, active }) => (active && members.has(id)) || leads.has(id))
    const present = rows.filter(({ id, active, away }) => active && !away && members.has(id))
    const weights = present.reduce((sum, { weight }) => sum + weight, 0)
    const owned = (id: string) => Number(leads.get(id)?.owned ?? 0)
    const all = rows.reduce((sum, { id }) => sum + owned(id), 0)
    const counts = present.map(({ id }) => owned(id))
    const spread = counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts)
    return rows.map(({ id, name, weight, active, away }) => ({
      user: name,
      owned: owned(id),
      share: all === 0 ? 0 : owned(id) / all,
      ...(members.has(id) && active && !away && weights > 0 ? expectedOf({ owned: owned(id), all, part: weight / weights }) : {}),
      open: Number(leads.get(id)?.open ?? 0),
      ...routed(tallyOf.get(id)),
      spread,
    }))
  },
})

const DAY_MS = 86_400_000

/** What rules did for a user, and each reason for passing them over. */
function routed({ assigned, recycled, leftOut }: Pick<RoutingTally, 'assigned' | 'recycled' | 'leftOut'> = NEVER) {
  const passedOver = Object.values(leftOut).reduce((sum, count) => sum + count, 0)
  return { assigned, recycled, passedOver, ...leftOut }
}

const NEVER = { assigned: 0, recycled: 0, leftOut: {} }

const expectedOf = ({ owned, all, part }: { readonly owned: number; readonly all: number; readonly part: number }) => ({
  expectedShare: part,
  difference: Math.round((owned - all * part) * 100) / 100,
})

const leaf = (fact: string, field: string, operator: string, value: unknown): Comparison => ({
  fact,
  path: `$.${field}`,
  operator,
  value,
})

async function usersOf(crm: CrmReader) {
  const rows = await crm.aggregate({
    entity: 'user',
    groupBy: ['id', 'name', 'active', 'away', 'weight'],
    measures: { users: { count: true } },
  })
  return rows
    .map(({ id, name, active, away, weight }) => ({
      id: String(id),
      name: String(name),
      active: active !== false,
      away: away === true,
      weight: Number(weight ?? 1),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Who belongs to the queue, or to any where none is named: nobody else is given leads. */
async function membersOf(crm: CrmReader, queue: string | undefined): Promise<ReadonlySet<string>> {
  const rows = await crm.aggregate({
    entity: 'queueMember',
    groupBy: ['userId'],
    ...(queue === undefined ? {} : { where: { all: [leaf('queueMember', 'queue', 'equal', queue)] } }),
    measures: { queues: { count: true } },
  })
  return new Set(rows.map(({ userId }) => String(userId)))
}

async function leadsOf(crm: CrmReader, queue: string | undefined): Promise<ReadonlyMap<string, AggregateRow>> {
  const open = crm.statuses().flatMap(({ id, category }) => (category === 'open' ? [id] : []))
  const rows = await crm.aggregate({
    entity: 'lead',
    groupBy: ['ownerId'],
    where: {
      all: [leaf('lead', 'ownerId', 'present', true), ...(queue === undefined ? [] : [leaf('lead', 'queue', 'equal', queue)])],
    },
    measures: { owned: { count: true }, open: { count: true, where: { all: [leaf('lead', 'status', 'in', open)] } } },
  })
  return new Map(rows.map((row) => [String(row.ownerId), row]))
}
