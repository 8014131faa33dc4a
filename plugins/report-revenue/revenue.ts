import {
  type AggregateRow,
  comparing,
  defineReportType,
  inCurrencies,
  keyOf,
  type ReportContext,
  sumsByKey,
} from '../../core/plugin-api/index.js'

const opportunity = comparing('opportunity')

/** By what revenue can be told apart: the column of the table, and the path from an opportunity. */
const PATHS = {
  ownerId: 'ownerId',
  region: 'ownerId.region',
  managerId: 'ownerId.managerId',
  industry: 'accountId.industry',
  country: 'accountId.country',
  source: 'source',
  pipeline: 'pipeline',
  kind: 'kind',
  product: 'productId.name',
} as const

/** Who and what earns: won amounts, win rate and mean sale by agent, region, product, sector of the account and more. */
export const revenue = defineReportType({
  label: { en: 'Revenue', fa: 'درآمد' },
  description: {
    en: 'Won amounts, win rate and mean sale by agent, manager, region, product, industry or source.',
    fa: 'مبلغ‌های برده، نرخ برد و میانگین فروش به تفکیک کارشناس، سرپرست، منطقه، محصول، صنعت یا منبع.',
  },
  about: 'sales',
  counts: 'opportunity',
  period: 'closedAt',
  byPeriod: true,
  params: {
    group: {
      type: 'select',
      label: { en: 'Group', fa: 'گروه' },
      default: 'ownerId',
      oneOf: [
        { value: 'ownerId', label: { en: 'Agent', fa: 'کارشناس' } },
        { value: 'managerId', label: { en: 'Manager', fa: 'سرپرست' } },
        { value: 'region', label: { en: 'Region', fa: 'منطقه' } },
        { value: 'product', label: { en: 'Product', fa: 'محصول' } },
        { value: 'industry', label: { en: 'Industry of the account', fa: 'صنعت حساب' } },
        { value: 'country', label: { en: 'Country of the account', fa: 'کشور حساب' } },
        { value: 'source', label: { en: 'Source', fa: 'منبع' } },
        { value: 'pipeline', label: { en: 'Pipeline', fa: 'خط فروش' } },
        { value: 'kind', label: { en: 'Kind', fa: 'گونه' } },
        { value: 'none', label: { en: 'None', fa: 'هیچ' } },
      ],
    },
  },
  columns: {
    ownerId: { type: 'string', label: { en: 'Agent', fa: 'کارشناس' } },
    managerId: { type: 'string', label: { en: 'Manager', fa: 'سرپرست' } },
    region: { type: 'string', label: { en: 'Region', fa: 'منطقه' } },
    product: { type: 'string', label: { en: 'Product', fa: 'محصول' } },
    industry: { type: 'string', label: { en: 'Industry', fa: 'صنعت' } },
    country: { type: 'string', label: { en: 'Country', fa: 'کشور' } },
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' } },
    pipeline: { type: 'string', label: { en: 'Pipeline', fa: 'خط فروش' } },
    kind: { type: 'string', label: { en: 'Kind', fa: 'گونه' } },
    won: { type: 'integer', label: { en: 'Won', fa: 'برده' } },
    lost: { type: 'integer', label: { en: 'Lost', fa: 'باخته' } },
    closed: { type: 'integer', label: { en: 'Closed', fa: 'بسته‌شده' } },
    winRate: { type: 'number', label: { en: 'Win rate', fa: 'نرخ برد' } },
    amount: { type: 'money', label: { en: 'Won amount', fa: 'مبلغ برده' } },
    meanAmount: { type: 'money', label: { en: 'Mean sale', fa: 'میانگین فروش' } },
  },
  chart: { kind: 'bars', label: Object.keys(PATHS), values: ['amount'], title: { en: 'Won amount', fa: 'مبلغ برده' } },
  moreCharts: [{ kind: 'bars', label: Object.keys(PATHS), values: ['winRate'], title: { en: 'Win rate', fa: 'نرخ برد' } }],
  totals: ['won', 'lost', 'closed', 'amount'],
  ratios: { winRate: ['won', 'closed'] },
  async run({ group }, context) {
    const { scope } = context
    const { counts, sums, key, path } = await figures(context, group)
    const amounts = sumsByKey(sums, { key, currency: 'currency', sum: 'amount' })
    const sales = new Map(sums.map((row) => [`${keyOf(row, key)} ${row['currency']}`, Number(row['count'])]))
    const rows = counts.map((row) => ({ row, amount: amounts.get(keyOf(row, key)) ?? [] }))
    return rows
      .sort((one, other) => {
        const time = (scope.periodOf(one.row).period ?? 0) - (scope.periodOf(other.row).period ?? 0)
        return time || (other.amount[0]?.amount ?? 0) - (one.amount[0]?.amount ?? 0)
      })
      .flatMap(({ row, amount }) => {
        const [won, lost] = [Number(row.won), Number(row.lost)]
        const mean = amount.map(({ amount: sum, currency }) => ({
          amount: Math.round(sum / Math.max(1, sales.get(`${keyOf(row, key)} ${currency}`) ?? 1)),
          currency,
        }))
        return inCurrencies({
          name: { ...scope.periodOf(row), ...(path && row[path] !== undefined ? { [group]: String(row[path]) } : {}) },
          figures: { won, lost, closed: won + lost, ...(won + lost > 0 ? { winRate: won / (won + lost) } : {}) },
          amounts: { amount, meanAmount: mean },
        })
      })
  },
})

interface Figures {
  readonly counts: readonly AggregateRow[]
  readonly sums: readonly AggregateRow[]
  readonly key: readonly string[]
  readonly path: string | undefined
}

async function figures({ crm, scope }: ReportContext, group: keyof typeof PATHS | 'none'): Promise<Figures> {
  const closed = { all: [scope.where, opportunity('outcome', 'in', ['won', 'lost'])] }
  const won = { all: [scope.where, opportunity('outcome', 'equal', 'won')] }
  const path = group === 'none' ? undefined : PATHS[group]
  const key = [...scope.groups.map(({ as }) => as), ...(path ? [path] : [])]
  if (group === 'product') {
    const groupBy = [...scope.groups.map((band) => ({ ...band, of: 'opportunityId.closedAt' })), PATHS.product]
    const lines = (where: typeof won) => ({
      entity: 'opportunityLine' as const,
      belongingTo: [{ field: 'opportunityId', entity: 'opportunity' as const, where }],
    })
    const lost = { all: [scope.where, opportunity('outcome', 'equal', 'lost')] }
    const distinct = { sales: { distinct: 'opportunityId' } } as const
    const [all, lostRows, sums] = await Promise.all([
      crm.aggregate({ ...lines(closed), groupBy, measures: distinct }),
      crm.aggregate({ ...lines(lost), groupBy, measures: distinct }),
      crm.aggregate({
        ...lines(won),
        groupBy: [...groupBy, 'price.currency'],
        measures: { count: { count: true }, amount: { sum: { times: ['quantity', 'price'] } } },
      }),
    ])
    const lostOf = new Map(lostRows.map((row) => [keyOf(row, key), Number(row.sales)]))
    const counts = all.map((row) => {
      const lostSales = lostOf.get(keyOf(row, key)) ?? 0
      return { ...row, lost: lostSales, won: Number(row.sales) - lostSales }
    })
    return { counts, sums: sums.map((row) => ({ ...row, currency: row['price.currency'] })), key, path }
  }
  const groupBy = [...scope.groups, ...(path ? [path] : [])]
  const is = (outcome: string) => ({ count: true, where: { all: [opportunity('outcome', 'equal', outcome)] } }) as const
  const [counts, sums] = await Promise.all([
    crm.aggregate({ entity: 'opportunity', groupBy, where: closed, measures: { won: is('won'), lost: is('lost') } }),
    crm.aggregate({
      entity: 'opportunity',
      groupBy: [...groupBy, 'amount.currency'],
      where: won,
      measures: { count: { count: true }, amount: { sum: 'amount' } },
    }),
  ])
  return { counts, sums: sums.map((row) => ({ ...row, currency: row['amount.currency'] })), key, path }
}
