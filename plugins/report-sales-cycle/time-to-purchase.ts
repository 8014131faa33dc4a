import {
  type AggregateRow,
  type Conditions,
  CrmError,
  comparing,
  defineReportType,
  type ReportContext,
} from '../../core/plugin-api/index.js'

const lead = comparing('lead')
const DAY_MS = 86_400_000
const TAKEN = { from: 'createdAt', to: ['convertedAt', 'statusSince'] } as const
const BOUNDS = [0, 1, 7, 30, 90, 180].map((days) => days * DAY_MS)
const BANDS = ['day', 'week', 'month', 'quarter', 'half', 'longer'] as const

/** How long customers take to buy: the distribution from arrival to conversion, for each segment or other group of leads. */
export const timeToPurchase = defineReportType({
  label: { en: 'Time to purchase', fa: 'زمان تا خرید' },
  description: {
    en: 'From the arrival of a lead until it became a customer, as a distribution per segment, grade, source or owner.',
    fa: 'از رسیدن سرنخ تا مشتری شدن، به‌صورت توزیع برای هر بخش، درجه، منبع یا مسئول.',
  },
  about: 'sales',
  counts: 'lead',
  period: 'createdAt',
  params: {
    group: {
      type: 'select',
      label: { en: 'Group', fa: 'گروه' },
      default: 'segment',
      oneOf: [
        { value: 'segment', label: { en: 'Segment', fa: 'بخش' } },
        { value: 'grade', label: { en: 'Grade', fa: 'درجه' } },
        { value: 'source', label: { en: 'Source', fa: 'منبع' } },
        { value: 'ownerId', label: { en: 'Owner', fa: 'مسئول' } },
      ],
    },
  },
  columns: {
    segment: { type: 'string', label: { en: 'Segment', fa: 'بخش' } },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' } },
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
    ownerId: { type: 'string', label: { en: 'Owner', fa: 'مسئول' } },
    bought: { type: 'integer', label: { en: 'Bought', fa: 'خریده' }, required: true },
    p50: { type: 'number', label: { en: 'p50 (days)', fa: 'p50 (روز)' } },
    day: { type: 'integer', label: { en: 'Within a day', fa: 'تا یک روز' }, required: true },
    week: { type: 'integer', label: { en: 'A week', fa: 'تا یک هفته' }, required: true },
    month: { type: 'integer', label: { en: '30 days', fa: 'تا ۳۰ روز' }, required: true },
    quarter: { type: 'integer', label: { en: '90 days', fa: 'تا ۹۰ روز' }, required: true },
    half: { type: 'integer', label: { en: '180 days', fa: 'تا ۱۸۰ روز' }, required: true },
    longer: { type: 'integer', label: { en: 'Longer', fa: 'بیشتر' }, required: true },
  },
  chart: { kind: 'stacked-bars', label: ['segment', 'grade', 'source', 'ownerId'], values: BANDS },
  leadsBy: { segment: 'segment', source: 'source', ownerId: 'owner', grade: 'grade' },
  async run({ group }, context) {
    const { crm, scope } = context
    const converted = crm.statuses().flatMap(({ id, category }) => (category === 'converted' ? [id] : []))
    const bought = { all: [scope.where, lead('status', 'in', converted)] }
    if (group !== 'segment') {
      const names = await crm.aggregate({ entity: 'lead', groupBy: [group], where: bought, measures: { count: { count: true } } })
      const rows = await Promise.all(
        names.map(async (row) => {
          const { [group]: value } = row
          const is = value === undefined ? lead(group, 'present', false) : lead(group, 'equal', value)
          const name = value === undefined ? {} : { [group]: String(value) }
          return { ...name, ...(await distribution(context, { all: [bought, is] })) }
        }),
      )
      return rows.sort((one, other) => other.bought - one.bought)
    }
    const rows = await Promise.all(
      crm.segments().map(async ({ id, conditions }) => ({
        segment: id,
        ...(await distribution(context, { all: [bought, conditions] })),
      })),
    )
    const everybody = await distribution(context, bought)
    return [...rows.filter((row) => row.bought > 0), ...(everybody.bought > 0 ? [{ segment: EVERYBODY, ...everybody }] : [])]
  },
  valueLabels: ({ crm }) => ({
    segment: {
      ...Object.fromEntries(crm.segments().map(({ id, title }) => [id, title])),
      [EVERYBODY]: { en: 'All', fa: 'همه' },
    },
  }),
  notes: () => [
    {
      en: 'A lead counts from its arrival to its conversion, or to its status of a customer where it was not converted. Segments overlap.',
      fa: 'زمان از رسیدن سرنخ تا تبدیل آن، یا تا وضعیت مشتری، شمرده می‌شود. بخش‌ها هم‌پوشانی دارند.',
    },
  ],
})

const EVERYBODY = 'all-leads'

async function distribution({ crm }: ReportContext, where: Conditions) {
  const rows = await crm.aggregate({
    entity: 'lead',
    groupBy: [{ as: 'taken', of: TAKEN, bounds: BOUNDS }],
    where,
    measures: { count: { count: true } },
  })
  const countIn = (band: number) => rows.filter(({ taken }) => taken === band).reduce(add, 0)
  const counts = BANDS.map((name, band) => [name, countIn(band)] as const)
  const bought = counts.reduce((sum, [, count]) => sum + count, 0)
  const figures = Object.fromEntries(counts) as Record<(typeof BANDS)[number], number>
  return { bought, ...figures, ...(bought === 0 ? {} : await median(crm, where)) }
}

const add = (sum: number, { count }: AggregateRow): number => sum + Number(count)

/** A segment that only memory can tell has a distribution, but no median. */
async function median(crm: ReportContext['crm'], where: Conditions): Promise<{ readonly p50?: number }> {
  try {
    const [row] = await crm.percentiles({ entity: 'lead', groupBy: [], of: TAKEN, at: [0.5], where })
    return row ? { p50: Number(row.p50) / DAY_MS } : {}
  } catch (thrown) {
    if (thrown instanceof CrmError && thrown.code === 'FILTER_NOT_SQL') return {}
    throw thrown
  }
}
