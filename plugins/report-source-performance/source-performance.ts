import {
  type AggregateRow,
  comparing,
  defineReportType,
  inCurrencies,
  keyOf,
  type Money,
  type ReportContext,
  sumsByKey,
} from '../../core/plugin-api/index.js'
import { verdictOf } from './verdict-of.js'

const lead = comparing('lead')
const share = { type: 'number', min: 0, max: 1 } as const

/** What each channel brings and costs: volume, quality, conversion, revenue, cost per lead, and what to do about it. */
export const sourcePerformance = defineReportType({
  label: { en: 'Source performance', fa: 'عملکرد منابع' },
  description: {
    en: 'Which channel brings most, which the best, which pays, and which needs a change.',
    fa: 'کدام کانال بیشترین، بهترین و پردرآمدترین سرنخ‌ها را می‌آورد و کدام باید تغییر کند.',
  },
  about: 'leads',
  counts: 'lead',
  period: 'createdAt',
  byPeriod: true,
  params: {
    goodGrades: { type: 'multiSelect', label: { en: 'Grades that are good', fa: 'درجه‌های خوب' }, default: ['hot', 'warm'] },
    enough: {
      type: 'integer',
      label: { en: 'Leads for a verdict', fa: 'سرنخ لازم برای داوری' },
      default: 20,
      min: 1,
    },
    goodRate: { ...share, label: { en: 'Good conversion from (0–1)', fa: 'نرخ تبدیل خوب از (۰–۱)' }, default: 0.2 },
    poorRate: { ...share, label: { en: 'Poor conversion below (0–1)', fa: 'نرخ تبدیل ضعیف زیر (۰–۱)' }, default: 0.05 },
  },
  columns: {
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
    leads: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' } },
    goodShare: { type: 'number', label: { en: 'Good leads', fa: 'سهم سرنخ‌های خوب' } },
    meanScore: { type: 'number', label: { en: 'Mean score', fa: 'میانگین امتیاز' } },
    converted: { type: 'integer', label: { en: 'Converted', fa: 'تبدیل‌شده' } },
    rate: { type: 'number', label: { en: 'Conversion', fa: 'نرخ تبدیل' } },
    won: { type: 'money', label: { en: 'Won revenue', fa: 'درآمد' } },
    cost: { type: 'money', label: { en: 'Cost', fa: 'هزینه' } },
    costPerLead: { type: 'money', label: { en: 'Cost per lead', fa: 'هزینهٔ هر سرنخ' } },
    verdict: {
      type: 'select',
      label: { en: 'Verdict', fa: 'داوری' },
      oneOf: [
        { value: 'grow', label: { en: 'Do more', fa: 'بیشتر کنید' } },
        { value: 'keep', label: { en: 'Keep', fa: 'نگه دارید' } },
        { value: 'change', label: { en: 'Needs a change', fa: 'باید تغییر کند' } },
        { value: 'too-little', label: { en: 'Too little to say', fa: 'برای داوری کم است' } },
      ],
    },
  },
  chart: { kind: 'bars', label: 'source', values: ['leads'], title: { en: 'Leads', fa: 'سرنخ‌ها' } },
  moreCharts: [
    { kind: 'bars', label: 'source', values: ['rate'], title: { en: 'Conversion', fa: 'نرخ تبدیل' } },
    { kind: 'bars', label: 'source', values: ['won'], title: { en: 'Won revenue', fa: 'درآمد' } },
  ],
  totals: ['leads', 'converted', 'won', 'cost'],
  ratios: { rate: ['converted', 'leads'] },
  leadsBy: { source: 'source' },
  async run(params, context) {
    const { scope } = context
    const [rows, won, cost] = await Promise.all([leadFigures(params.goodGrades, context), revenue(context), costs(context)])
    return rows
      .map((row) => ({ row, leads: Number(row.leads) }))
      .sort(
        (one, other) =>
          (scope.periodOf(one.row).period ?? 0) - (scope.periodOf(other.row).period ?? 0) || other.leads - one.leads,
      )
      .flatMap(({ row, leads }) => {
        const name = { ...scope.periodOf(row), ...(row.source === undefined ? {} : { source: String(row.source) }) }
        const amounts = {
          won: won.get(keyOf({ ...row, period: scope.periodOf(row).period }, ['period', 'source'])) ?? [],
          cost: cost.get(keyOf(row, ['source'])) ?? [],
        }
        const costPerLead = amounts.cost.map((money) => perLead(money, leads))
        const figures = figuresOf(row)
        const verdict = verdictOf({ leads, rate: figures.rate, ...amounts }, params)
        return inCurrencies({ name, figures: { ...figures, verdict }, amounts: { ...amounts, costPerLead } })
      })
  },
  notes: () => [
    {
      en: 'Won revenue is that of opportunities which came from these leads; cost is that of the campaigns that name the source and begin in the period.',
      fa: 'درآمد از فرصت‌های فروشی است که از همین سرنخ‌ها پدید آمده‌اند؛ هزینه از کمپین‌هایی است که این منبع را نام برده‌اند و در دوره آغاز شده‌اند.',
    },
  ],
})

const perLead = ({ amount, currency }: Money, leads: number): Money => ({
  amount: Math.round(amount / Math.max(1, leads)),
  currency,
})

function figuresOf(row: AggregateRow) {
  const [leads, good, converted] = [Number(row.leads), Number(row.good), Number(row.converted)]
  const meanScore = typeof row.meanScore === 'number' ? { meanScore: row.meanScore } : {}
  return { leads, goodShare: leads ? good / leads : 0, ...meanScore, converted, rate: leads ? converted / leads : 0 }
}

function leadFigures(goodGrades: readonly string[], { crm, scope }: ReportContext) {
  const converted = crm.statuses().flatMap(({ id, category }) => (category === 'converted' ? [id] : []))
  return crm.aggregate({
    entity: 'lead',
    groupBy: [...scope.groups, 'source'],
    where: scope.where,
    measures: {
      leads: { count: true },
      good: { count: true, where: { all: [lead('grade', 'in', goodGrades)] } },
      meanScore: { average: 'score' },
      converted: { count: true, where: { all: [lead('status', 'in', converted)] } },
    },
  })
}

async function revenue({ crm, scope }: ReportContext): Promise<ReadonlyMap<string, readonly Money[]>> {
  const rows = await crm.aggregate({
    entity: 'opportunity',
    groupBy: [...scope.groups.map((band) => ({ ...band, of: 'leadId.createdAt' })), 'leadId.source', 'amount.currency'],
    where: { all: [comparing('opportunity')('outcome', 'equal', 'won')] },
    belongingTo: [{ field: 'leadId', entity: 'lead', where: scope.where }],
    measures: { count: { count: true }, amount: { sum: 'amount' } },
  })
  const named = rows.map((row) => ({ ...row, period: scope.periodOf(row).period, source: row['leadId.source'] }))
  return sumsByKey(named, { key: ['period', 'source'], currency: 'amount.currency', sum: 'amount' })
}

/** A campaign's cost cannot be told apart by months, so it is left out where the rows are. */
async function costs({ crm, scope }: ReportContext): Promise<ReadonlyMap<string, readonly Money[]>> {
  if (scope.by) return new Map()
  const campaign = comparing('campaign')
  const { span } = scope
  const begun = span
    ? [
        campaign('startsOn', 'greaterThanInclusive', scope.dayOf(Math.max(0, span.from))),
        campaign('startsOn', 'lessThanInclusive', scope.dayOf(Math.min(span.to, FAR) - 1)),
      ]
    : []
  const rows = await crm.aggregate({
    entity: 'campaign',
    groupBy: ['source', 'cost.currency'],
    where: { all: begun },
    measures: { count: { count: true }, cost: { sum: 'cost' } },
  })
  return sumsByKey(rows, { key: ['source'], currency: 'cost.currency', sum: 'cost' })
}

/** Year 9999: a period without an end. */
const FAR = 253_370_764_800_000
