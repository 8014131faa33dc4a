import { type AggregateRow, comparing, defineReportType, type ReportContext } from '../../core/plugin-api/index.js'

const DAY_MS = 86_400_000

/** Of which entity a grouping counts, and under which path it finds the opportunity. */
const GROUPS = {
  none: { column: undefined, path: undefined },
  ownerId: { column: 'ownerId', path: 'ownerId' },
  source: { column: 'source', path: 'source' },
  grade: { column: 'grade', path: 'leadId.grade' },
  product: { column: 'product', path: 'productId.name' },
} as const

/** How long selling takes: median, ninth decile and mean of won and lost opportunities, in days. */
export const salesCycle = defineReportType({
  label: { en: 'Sales cycle', fa: 'چرخهٔ فروش' },
  description: {
    en: 'Days from opening to closing of won and lost opportunities, by rep, source, grade of the lead, or product.',
    fa: 'روزها از گشایش تا بسته شدن فرصت‌های برده و باخته، به تفکیک کارشناس، منبع، درجهٔ سرنخ یا محصول.',
  },
  about: 'sales',
  counts: 'opportunity',
  period: 'closedAt',
  byPeriod: true,
  params: {
    group: {
      type: 'select',
      label: { en: 'Group', fa: 'گروه' },
      default: 'none',
      oneOf: [
        { value: 'none', label: { en: 'None', fa: 'هیچ' } },
        { value: 'ownerId', label: { en: 'Rep', fa: 'کارشناس' } },
        { value: 'source', label: { en: 'Source', fa: 'منبع' } },
        { value: 'grade', label: { en: 'Grade of the lead', fa: 'درجهٔ سرنخ' } },
        { value: 'product', label: { en: 'Product', fa: 'محصول' } },
      ],
    },
  },
  columns: {
    ownerId: { type: 'string', label: { en: 'Rep', fa: 'کارشناس' } },
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
    grade: { type: 'string', label: { en: 'Grade', fa: 'درجه' } },
    product: { type: 'string', label: { en: 'Product', fa: 'محصول' } },
    outcome: { type: 'string', label: { en: 'Outcome', fa: 'نتیجه' }, required: true },
    closed: { type: 'integer', label: { en: 'Closed', fa: 'بسته‌شده' }, required: true },
    mean: { type: 'number', label: { en: 'Mean (days)', fa: 'میانگین (روز)' }, required: true },
    p50: { type: 'number', label: { en: 'p50 (days)', fa: 'p50 (روز)' }, required: true },
    p90: { type: 'number', label: { en: 'p90 (days)', fa: 'p90 (روز)' }, required: true },
  },
  chart: { kind: 'bars', label: ['ownerId', 'source', 'grade', 'product', 'outcome'], values: ['p50', 'p90'] },
  async run({ group }, context) {
    const rows = await Promise.all([true, false].map((byOutcome) => cycles(context, { group, byOutcome })))
    return rows.flat().sort((one, other) => (one.period ?? 0) - (other.period ?? 0) || compare(one, other))
  },
  valueLabels: () => ({
    outcome: {
      won: { en: 'Won', fa: 'برده' },
      lost: { en: 'Lost', fa: 'باخته' },
      both: { en: 'Both', fa: 'هر دو' },
    },
  }),
})

const NAMES = ['ownerId', 'source', 'grade', 'product'] as const
const ORDER = ['won', 'lost', 'both']

interface Row
  extends Readonly<Record<'closed' | 'mean' | 'p50' | 'p90', number>>,
    Partial<Record<(typeof NAMES)[number], string>> {
  readonly period?: number
  readonly outcome: string
}

function compare(one: Row, other: Row): number {
  const nameOf = (row: Row) => NAMES.map((name) => row[name] ?? '').join()
  if (nameOf(one) !== nameOf(other)) return nameOf(one) < nameOf(other) ? -1 : 1
  return ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome)
}

async function cycles(
  { crm, scope }: ReportContext,
  { group, byOutcome }: { group: keyof typeof GROUPS; byOutcome: boolean },
): Promise<readonly Row[]> {
  const { column, path } = GROUPS[group]
  const closed = { all: [scope.where, comparing('opportunity')('outcome', 'in', ['won', 'lost'])] }
  const ofLines = group === 'product'
  const at = (field: string) => (ofLines ? `opportunityId.${field}` : field)
  const outcome = at('outcome')
  const of = { from: at('openedAt'), to: at('closedAt') }
  const asked = {
    ...(ofLines
      ? ({ entity: 'opportunityLine', belongingTo: [{ field: 'opportunityId', entity: 'opportunity', where: closed }] } as const)
      : ({ entity: 'opportunity', where: closed } as const)),
    groupBy: [
      ...scope.groups.map((band) => ({ ...band, of: at('closedAt') })),
      ...(path ? [path] : []),
      ...(byOutcome ? [outcome] : []),
    ],
  }
  const [means, percentiles] = await Promise.all([
    crm.aggregate({ ...asked, measures: { mean: { average: of } } }),
    crm.percentiles({ ...asked, of, at: [0.5, 0.9] }),
  ])
  const keyOf = (row: AggregateRow) => JSON.stringify([scope.periodOf(row).period, path && row[path], byOutcome && row[outcome]])
  const meanOf = new Map(means.map((row) => [keyOf(row), Number(row.mean ?? 0)]))
  return percentiles.map((row) => ({
    ...scope.periodOf(row),
    ...(path && column && row[path] !== undefined ? { [column]: String(row[path]) } : {}),
    outcome: byOutcome ? String(row[outcome]) : 'both',
    closed: Number(row.count),
    mean: (meanOf.get(keyOf(row)) ?? 0) / DAY_MS,
    p50: Number(row.p50) / DAY_MS,
    p90: Number(row.p90) / DAY_MS,
  }))
}
