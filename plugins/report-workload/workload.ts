import { type AggregateRow, type Comparison, type CrmReader, defineReportType } from '../../core/plugin-api/index.js'

/** Who works on how much: open and hot leads per user, beside what each can carry. The busiest come first. */
export const workload = defineReportType({
  label: { en: 'Workload', fa: 'بار کاری' },
  description: {
    en: 'Open leads of every active user, how many of them are hot, and how full each one is.',
    fa: 'سرنخ‌های باز هر کاربر فعال، شمار سرنخ‌های داغ و میزان پر بودن ظرفیت.',
  },
  params: {
    hotGrade: { type: 'string', label: { en: 'Grade of hot leads', fa: 'درجهٔ سرنخ‌های داغ' }, default: 'hot' },
  },
  columns: {
    user: { type: 'string', label: { en: 'User', fa: 'کاربر' }, required: true },
    open: { type: 'integer', label: { en: 'Open leads', fa: 'سرنخ‌های باز' }, required: true },
    hot: { type: 'integer', label: { en: 'Hot', fa: 'داغ' }, required: true },
    capacity: { type: 'integer', label: { en: 'Capacity', fa: 'ظرفیت' } },
    loadShare: { type: 'number', label: { en: 'Load', fa: 'میزان پر بودن' } },
  },
  chart: { kind: 'bars', label: 'user', values: ['open', 'hot'] },
  async run({ hotGrade }, { crm }) {
    const [leadsOf, users] = await Promise.all([openLeads(crm, hotGrade), usersOf(crm)])
    const rows = users
      .filter(({ id, active }) => active || leadsOf.has(id))
      .map(({ id, name, capacity }) => ({ user: name, ...countsOf(leadsOf.get(id)), ...loadOf(leadsOf.get(id), capacity) }))
    const unowned = leadsOf.get(NOBODY)
    const all = unowned ? [...rows, { user: 'unassigned', ...countsOf(unowned) }] : rows
    return all.sort((one, other) => other.open - one.open || (one.user < other.user ? -1 : 1))
  },
})

const NOBODY = ''

async function openLeads(crm: CrmReader, hotGrade: string): Promise<ReadonlyMap<string, AggregateRow>> {
  const open = crm.statuses().filter(({ category }) => category === 'open')
  if (open.length === 0) return new Map()
  const rows = await crm.aggregate({
    entity: 'lead',
    groupBy: ['ownerId'],
    where: {
      all: [
        lead(
          'status',
          'in',
          open.map(({ id }) => id),
        ),
      ],
    },
    measures: { open: { count: true }, hot: { count: true, where: { all: [lead('grade', 'equal', hotGrade)] } } },
  })
  return new Map(rows.map((row) => [String(row.ownerId ?? NOBODY), row]))
}

const lead = (field: string, operator: string, value: unknown): Comparison => ({
  fact: 'lead',
  path: `$.${field}`,
  operator,
  value,
})

async function usersOf(crm: CrmReader) {
  const rows = await crm.aggregate({
    entity: 'user',
    groupBy: ['id', 'name', 'active', 'capacity'],
    measures: { users: { count: true } },
  })
  return rows.map(({ id, name, active, capacity }) => ({
    id: String(id),
    name: String(name),
    active: active !== false,
    capacity,
  }))
}

const countsOf = (row: AggregateRow | undefined) => ({ open: Number(row?.open ?? 0), hot: Number(row?.hot ?? 0) })

function loadOf(row: AggregateRow | undefined, capacity: AggregateRow[string]) {
  if (typeof capacity !== 'number') return {}
  return { capacity, ...(capacity > 0 ? { loadShare: countsOf(row).open / capacity } : {}) }
}
