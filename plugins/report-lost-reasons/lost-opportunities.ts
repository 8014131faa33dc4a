import { comparing, defineReportType, inCurrencies, keyOf, sumsByKey } from '../../core/plugin-api/index.js'

const opportunity = comparing('opportunity')

/** Revenue that was lost, with its reasons: how many opportunities and how much money for each. */
export const lostOpportunities = defineReportType({
  label: { en: 'Lost revenue by reason', fa: 'درآمد از دست رفته به تفکیک دلیل' },
  description: {
    en: 'Why opportunities were lost, how often, and the money that went with them.',
    fa: 'چرا فرصت‌های فروش از دست رفتند، چند بار، و چه مبلغی با آن‌ها رفت.',
  },
  about: 'sales',
  counts: 'opportunity',
  period: 'closedAt',
  byPeriod: true,
  columns: {
    reason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' } },
    lost: { type: 'integer', label: { en: 'Lost', fa: 'باخته' } },
    share: { type: 'number', label: { en: 'Share', fa: 'سهم' } },
    amount: { type: 'money', label: { en: 'Amount', fa: 'مبلغ' } },
  },
  chart: { kind: 'bars', label: 'reason', values: ['lost'], title: { en: 'Opportunities', fa: 'فرصت‌ها' } },
  moreCharts: [{ kind: 'bars', label: 'reason', values: ['amount'], title: { en: 'Amount', fa: 'مبلغ' } }],
  totals: ['lost', 'amount'],
  async run(_params, { crm, scope }) {
    const asked = {
      entity: 'opportunity',
      where: { all: [scope.where, opportunity('outcome', 'equal', 'lost')] },
    } as const
    const groupBy = [...scope.groups, 'stageReason']
    const key = [...scope.groups.map(({ as }) => as), 'stageReason']
    const [rows, sums] = await Promise.all([
      crm.aggregate({ ...asked, groupBy, measures: { lost: { count: true } } }),
      crm.aggregate({
        ...asked,
        groupBy: [...groupBy, 'amount.currency'],
        measures: { count: { count: true }, amount: { sum: 'amount' } },
      }),
    ])
    const amounts = sumsByKey(sums, { key, currency: 'amount.currency', sum: 'amount' })
    const total = rows.reduce((sum, { lost }) => sum + Number(lost), 0)
    return rows
      .filter(({ lost }) => Number(lost) > 0)
      .sort(
        (one, other) =>
          (scope.periodOf(one).period ?? 0) - (scope.periodOf(other).period ?? 0) || Number(other.lost) - Number(one.lost),
      )
      .flatMap((row) =>
        inCurrencies({
          name: { ...scope.periodOf(row), ...(row.stageReason ? { reason: String(row.stageReason) } : {}) },
          figures: { lost: Number(row.lost), share: Number(row.lost) / total },
          amounts: { amount: amounts.get(keyOf(row, key)) ?? [] },
        }),
      )
  },
  valueLabels: ({ crm }) => ({
    reason: Object.fromEntries(crm.stages().flatMap(({ reasons = [] }) => reasons.map(({ id, label }) => [id, label]))),
  }),
})
