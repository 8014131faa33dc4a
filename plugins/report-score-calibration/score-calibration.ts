import { type AggregateRow, comparing, defineReportType, type ReportContext } from '../../core/plugin-api/index.js'

const lead = comparing('lead')
const MOST_BANDS = 60

/** Whether scores tell the truth: what share of the leads in each band really became customers, against all. */
export const scoreCalibration = defineReportType({
  label: { en: 'Score calibration', fa: 'سنجش امتیاز' },
  description: {
    en: 'Leads by band of score or by grade: their real conversion, and how many times better than all leads that is (lift).',
    fa: 'سرنخ‌ها به تفکیک بازهٔ امتیاز یا درجه: تبدیل واقعی آن‌ها و اینکه چند برابر همهٔ سرنخ‌هاست (lift).',
  },
  about: 'quality',
  counts: 'lead',
  period: 'createdAt',
  params: {
    group: {
      type: 'select',
      label: { en: 'Group', fa: 'گروه' },
      default: 'band',
      oneOf: [
        { value: 'band', label: { en: 'Band of score', fa: 'بازهٔ امتیاز' } },
        { value: 'grade', label: { en: 'Grade', fa: 'درجه' } },
      ],
    },
    width: { type: 'integer', label: { en: 'Width of a band', fa: 'پهنای بازه' }, default: 10, min: 1 },
    closed: { type: 'boolean', label: { en: 'Closed leads only', fa: 'فقط سرنخ‌های بسته' }, default: false },
  },
  columns: {
    band: { type: 'string', label: { en: 'Score', fa: 'امتیاز' } },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' } },
    leads: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' }, required: true },
    meanScore: { type: 'number', label: { en: 'Mean score', fa: 'میانگین امتیاز' } },
    converted: { type: 'integer', label: { en: 'Converted', fa: 'تبدیل‌شده' }, required: true },
    rate: { type: 'number', label: { en: 'Real conversion', fa: 'تبدیل واقعی' }, required: true },
    lift: { type: 'number', label: { en: 'Lift', fa: 'برابرِ میانگین' } },
  },
  chart: { kind: 'bars', label: ['band', 'grade'], values: ['rate'] },
  totals: ['leads', 'converted'],
  ratios: { rate: ['converted', 'leads'] },
  leadsBy: { grade: 'grade' },
  async run({ group, width, closed }, context) {
    const { crm, scope } = context
    const inCategory = (category: string) => crm.statuses().flatMap((each) => (each.category === category ? [each.id] : []))
    const converted = inCategory('converted')
    const where = {
      all: [scope.where, ...(closed ? [lead('status', 'in', [...converted, ...inCategory('lost')])] : [])],
    }
    const bounds = group === 'band' ? await boundsOf(context, width) : []
    const rows = await crm.aggregate({
      entity: 'lead',
      groupBy: [group === 'band' ? { as: 'band', of: 'score', bounds } : 'grade'],
      where,
      measures: {
        leads: { count: true },
        meanScore: { average: 'score' },
        converted: { count: true, where: { all: [lead('status', 'in', converted)] } },
      },
    })
    const total = {
      leads: rows.reduce((sum, row) => sum + Number(row.leads), 0),
      won: rows.reduce((sum, row) => sum + Number(row.converted), 0),
    }
    const overall = total.leads === 0 ? 0 : total.won / total.leads
    return rows.filter((row) => Number(row.leads) > 0).map((row) => ({ ...nameOf(row, bounds), ...figuresOf(row, overall) }))
  },
  notes: () => [
    {
      en: 'The score is the one a lead has now. Where what happened after the outcome also scores, the bands look better than they could foresee.',
      fa: 'امتیاز، امتیاز کنونی سرنخ است. اگر آنچه پس از نتیجه رخ داده هم امتیاز بگیرد، بازه‌ها بهتر از پیش‌بینی واقعی دیده می‌شوند.',
    },
  ],
})

/** Bands from the lowest score there is to the highest; wider ones where there would be too many. */
async function boundsOf({ crm, scope }: ReportContext, width: number): Promise<readonly number[]> {
  const [ends] = await crm.aggregate({
    entity: 'lead',
    groupBy: [],
    where: scope.where,
    measures: { least: { min: 'score' }, most: { max: 'score' } },
  })
  const [least, most] = [Number(ends?.least ?? 0), Number(ends?.most ?? 0)]
  const wide = Math.max(width, Math.ceil((most - least) / MOST_BANDS))
  const first = Math.floor(least / wide) * wide
  return Array.from({ length: Math.floor((most - first) / wide) + 1 }, (_, band) => first + band * wide)
}

function nameOf({ band, grade }: AggregateRow, bounds: readonly number[]) {
  if (typeof band !== 'number') return grade === undefined ? {} : { grade: String(grade) }
  const [from = 0, next] = [bounds[band], bounds[band + 1]]
  return { band: next === undefined ? `${from}+` : `${from} … ${next - 1}` }
}

function figuresOf(row: AggregateRow, overall: number) {
  const [leads, converted] = [Number(row.leads), Number(row.converted)]
  const rate = converted / leads
  return {
    leads,
    ...(typeof row.meanScore === 'number' ? { meanScore: row.meanScore } : {}),
    ...{ converted, rate },
    ...(overall > 0 ? { lift: rate / overall } : {}),
  }
}
