import { type AggregateRow, comparing, defineReportType } from '../../core/plugin-api/index.js'

const lead = comparing('lead')
const MINUTE_MS = 60_000
/** The deadline of the rules, in working time, was missed at least once. */
const BREACHED = { all: [lead('slaBreachedAt', 'present', true)] }
const WAITED = { from: 'createdAt', to: 'firstResponseAt' } as const

/** How long leads wait for a first answer: median, ninth decile, and how many waited too long. */
export const responseTime = defineReportType({
  label: { en: 'Response time', fa: 'زمان پاسخ' },
  description: {
    en: 'From the arrival of a lead to our first answer: median (p50), p90, mean, and the share that waited longer than it should.',
    fa: 'از رسیدن سرنخ تا نخستین پاسخ ما: میانه (p50)، p90، میانگین و سهمی که بیش از مهلت منتظر مانده است.',
  },
  about: 'quality',
  counts: 'lead',
  period: 'createdAt',
  byPeriod: true,
  params: {
    group: {
      type: 'select',
      label: { en: 'Group', fa: 'گروه' },
      default: 'ownerId',
      oneOf: [
        { value: 'ownerId', label: { en: 'Owner', fa: 'مسئول' } },
        { value: 'source', label: { en: 'Source', fa: 'منبع' } },
        { value: 'grade', label: { en: 'Grade', fa: 'درجه' } },
        { value: 'none', label: { en: 'None', fa: 'هیچ' } },
      ],
    },
    withinMinutes: {
      type: 'integer',
      label: { en: 'Should be answered within (min)', fa: 'مهلت پاسخ (دقیقه)' },
      default: 5,
      min: 1,
    },
  },
  columns: {
    ownerId: { type: 'string', label: { en: 'Owner', fa: 'مسئول' } },
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' } },
    leads: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' }, required: true },
    answered: { type: 'integer', label: { en: 'Answered', fa: 'پاسخ‌داده' }, required: true },
    p50: { type: 'number', label: { en: 'p50 (min)', fa: 'p50 (دقیقه)' } },
    p90: { type: 'number', label: { en: 'p90 (min)', fa: 'p90 (دقیقه)' } },
    mean: { type: 'number', label: { en: 'Mean (min)', fa: 'میانگین (دقیقه)' } },
    late: { type: 'integer', label: { en: 'Too late', fa: 'دیرتر از مهلت' }, required: true },
    lateShare: { type: 'number', label: { en: 'Too late (share)', fa: 'سهم دیرشده' }, required: true },
    breached: { type: 'integer', label: { en: 'Deadline missed', fa: 'مهلت گذشته' }, required: true },
    breachedShare: { type: 'number', label: { en: 'Deadline missed (share)', fa: 'سهم مهلت گذشته' }, required: true },
  },
  chart: { kind: 'bars', label: ['ownerId', 'source', 'grade'], values: ['p50', 'p90'] },
  totals: ['leads', 'answered', 'late', 'breached'],
  ratios: { lateShare: ['late', 'leads'], breachedShare: ['breached', 'leads'] },
  leadsBy: { source: 'source', ownerId: 'owner', grade: 'grade' },
  async run({ group, withinMinutes }, { crm, scope, now }) {
    const groupBy = [...scope.groups, ...(group === 'none' ? [] : [group])]
    const limit = withinMinutes * MINUTE_MS
    const asked = { entity: 'lead', where: scope.where } as const
    const waiting = { all: [lead('firstResponseAt', 'present', false), lead('createdAt', 'lessThan', now() - limit)] }
    const [rows, waits, bands] = await Promise.all([
      crm.aggregate({
        ...asked,
        groupBy,
        measures: {
          leads: { count: true },
          waiting: { count: true, where: waiting },
          breached: { count: true, where: BREACHED },
        },
      }),
      crm.percentiles({ ...asked, groupBy, of: WAITED, at: [0.5, 0.9] }),
      crm.aggregate({
        ...asked,
        groupBy: [...groupBy, { as: 'wait', of: WAITED, bounds: [limit + 1] }],
        measures: { leads: { count: true }, mean: { sum: WAITED } },
      }),
    ])
    const keyOf = (row: AggregateRow) => JSON.stringify([scope.periodOf(row).period ?? null, row[group] ?? null])
    const waitOf = new Map(waits.map((row) => [keyOf(row), row]))
    const bandsOf = new Map<string, AggregateRow[]>()
    for (const band of bands.filter(({ wait }) => wait !== undefined))
      bandsOf.set(keyOf(band), [...(bandsOf.get(keyOf(band)) ?? []), band])
    return rows
      .filter((row) => Number(row.leads) > 0)
      .map((row) => {
        const own = bandsOf.get(keyOf(row)) ?? []
        const answered = own.reduce((sum, band) => sum + Number(band.leads), 0)
        const total = own.reduce((sum, band) => sum + Number(band.mean), 0)
        const answeredLate = own.filter(({ wait }) => wait === 0).reduce((sum, band) => sum + Number(band.leads), 0)
        const [leads, late] = [Number(row.leads), answeredLate + Number(row.waiting)]
        return {
          ...scope.periodOf(row),
          ...(row[group] === undefined ? {} : { [group]: String(row[group]) }),
          ...{ leads, answered, late, lateShare: late / leads },
          ...{ breached: Number(row.breached), breachedShare: Number(row.breached) / leads },
          ...(answered === 0 ? {} : { ...minutesOf(waitOf.get(keyOf(row))), mean: total / answered / MINUTE_MS }),
        }
      })
  },
  notes: () => [
    {
      en: 'Minutes of the clock, nights and holidays included. A lead that nobody has answered yet is too late once it has waited longer than the limit.',
      fa: 'دقیقه‌ها به وقت ساعت‌اند، شب و تعطیلی هم شمرده می‌شود. سرنخ بی‌پاسخ پس از گذشت مهلت، دیرشده به شمار می‌آید.',
    },
  ],
})

const minutesOf = (row: AggregateRow | undefined) => ({
  p50: Number(row?.p50 ?? 0) / MINUTE_MS,
  p90: Number(row?.p90 ?? 0) / MINUTE_MS,
})
