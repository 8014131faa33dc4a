import { comparing, defineReportType, type Money, type ReportContext } from '../../core/plugin-api/index.js'
import { backTest, baselineOf } from './baseline.js'
import { openPipeline, type Promised } from './open-pipeline.js'

const opportunity = comparing('opportunity')
const MONTH_MS = 31 * 86_400_000
/** Four of five months should fall within the interval. */
const EIGHTY_PERCENT = 1.2816

/** What will be won in the coming months: the seasonal baseline with an interval, beside what the open pipeline promises. */
export const forecast = defineReportType({
  label: { en: 'Forecast', fa: 'پیش‌بینی فروش' },
  description: {
    en: 'Won revenue of the coming months: from history, season and trend with an 80 % interval, from the pipeline by chance, and from the pipeline by what really became of its stages. The past months show how the forecast would have done.',
    fa: 'درآمد ماه‌های آینده: از تاریخچه، فصل و روند با بازهٔ ۸۰٪، از خط فروش با احتمال‌ها، و از خط فروش با آنچه واقعاً از هر مرحله برآمده. ماه‌های گذشته نشان می‌دهند پیش‌بینی چقدر درست می‌بود.',
  },
  about: 'sales',
  counts: 'opportunity',
  byPeriod: 'month',
  params: {
    months: { type: 'integer', label: { en: 'Months ahead', fa: 'ماه‌های پیش رو' }, default: 3, min: 1, max: 12 },
    history: { type: 'integer', label: { en: 'Months of history', fa: 'ماه‌های تاریخچه' }, default: 36, min: 3, max: 120 },
    tested: { type: 'integer', label: { en: 'Months of the back-test', fa: 'ماه‌های آزمون گذشته' }, default: 6, min: 1, max: 24 },
  },
  columns: {
    actual: { type: 'money', label: { en: 'Won', fa: 'برده' } },
    forecast: { type: 'money', label: { en: 'Forecast', fa: 'پیش‌بینی' } },
    low: { type: 'money', label: { en: 'Low (80 %)', fa: 'کمینه (۸۰٪)' } },
    high: { type: 'money', label: { en: 'High (80 %)', fa: 'بیشینه (۸۰٪)' } },
    weighted: { type: 'money', label: { en: 'Pipeline by chance', fa: 'خط فروش با احتمال' } },
    byHistory: { type: 'money', label: { en: 'Pipeline by history', fa: 'خط فروش با تاریخچه' } },
    errorShare: { type: 'number', label: { en: 'Error of the back-test', fa: 'خطای آزمون گذشته' } },
  },
  chart: { kind: 'line', label: [], values: ['actual', 'forecast', 'low', 'high'] },
  async run(params, context) {
    const { past, future } = monthsOf(context, params)
    const [won, promised] = await Promise.all([wonByMonth(context, past), openPipeline(context, future)])
    return [...won].flatMap(([currency, months]) => series(months, { currency, past, future, promised, tested: params.tested }))
  },
  notes: (rows) => {
    const errors = rows.flatMap(({ errorShare, actual }) => (errorShare === undefined || !actual ? [] : [errorShare]))
    const mape = Math.round((errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length)) * 1_000) / 10
    const tested = errors.length
    if (tested === 0) return [TOO_LITTLE]
    return [
      {
        en: `Back-test: over the last ${tested} months the forecast would have been off by ${mape} % on the mean (MAPE).`,
        fa: `آزمون گذشته: در ${tested} ماه گذشته پیش‌بینی به‌طور میانگین ${mape}٪ خطا می‌داشت (MAPE).`,
      },
      ...(tested < 4 ? [TOO_LITTLE] : []),
    ]
  },
})

const TOO_LITTLE = {
  en: 'There is too little history for an interval that could be trusted: a forecast needs three whole months, an interval seven, seasons two years.',
  fa: 'تاریخچه برای بازه‌ای قابل اعتماد کم است: پیش‌بینی سه ماه کامل، بازه هفت ماه و فصل‌ها دو سال می‌خواهند.',
}

/** Whole months behind us, and from the current one on; each list ends with the start of the month after. */
function monthsOf({ scope, now }: ReportContext, { months, history }: { months: number; history: number }) {
  const all = scope.startsOf({ from: now() - history * MONTH_MS, to: now() + (months + 2) * MONTH_MS }, 'month')
  const current = all.findLastIndex((start) => start <= now())
  return { past: all.slice(Math.max(0, current - history), current + 1), future: all.slice(current, current + months + 2) }
}

/** What was won in each past month by currency, from the first month in which anything was. */
async function wonByMonth(
  { crm, scope }: ReportContext,
  past: readonly number[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const [first = 0, last = 0] = [past[0], past.at(-1)]
  const rows = await crm.aggregate({
    entity: 'opportunity',
    groupBy: ['amount.currency', { as: 'month', of: 'closedAt', bounds: past.slice(0, -1) }],
    where: {
      all: [
        scope.filter,
        opportunity('outcome', 'equal', 'won'),
        opportunity('closedAt', 'greaterThanInclusive', first),
        opportunity('closedAt', 'lessThan', last),
      ],
    },
    measures: { amount: { sum: 'amount' } },
  })
  const currencies = new Map<string, number[]>()
  for (const row of rows) {
    const currency = row['amount.currency']
    if (typeof currency !== 'string' || typeof row.month !== 'number') continue
    const months = currencies.get(currency) ?? Array.from({ length: past.length - 1 }, () => 0)
    months[row.month] = Number(row.amount)
    currencies.set(currency, months)
  }
  return currencies
}

interface Series {
  readonly currency: string
  readonly past: readonly number[]
  readonly future: readonly number[]
  readonly promised: readonly Promised[]
  readonly tested: number
}

function series(months: readonly number[], { currency, past, future, promised, tested }: Series) {
  const begun = months.findIndex((amount) => amount > 0)
  const known = months.slice(begun)
  const test = backTest(known, tested)
  const baseline = baselineOf(known)
  const money = (amount: number): Money => ({ amount: Math.round(amount), currency })
  const pastRows = known.map((actual, place) => {
    const said = test.forecasts.get(place)
    const error = said === undefined || actual === 0 ? {} : { errorShare: Math.abs(actual - said) / actual }
    return {
      ...{ period: past[begun + place] ?? 0, actual: money(actual) },
      ...(said === undefined ? {} : { forecast: money(said), ...error }),
    }
  })
  const futureRows = future.slice(0, -1).map((period, place) => {
    const mine = promised.filter((each) => each.currency === currency && each.month === place)
    const pipeline = {
      weighted: money(mine.reduce((sum, each) => sum + each.weighted, 0)),
      byHistory: money(mine.reduce((sum, each) => sum + each.byHistory, 0)),
    }
    const expected = baseline?.at(place + 1)
    if (expected === undefined) return { period, ...pipeline }
    if (test.spread === undefined) return { period, forecast: money(expected), ...pipeline }
    const margin = EIGHTY_PERCENT * test.spread * Math.sqrt(place + 1)
    return {
      ...{ period, forecast: money(expected), low: money(Math.max(0, expected - margin)), high: money(expected + margin) },
      ...pipeline,
    }
  })
  return [...pastRows, ...futureRows]
}
