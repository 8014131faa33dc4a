import { comparing, defineReportType } from '../../core/plugin-api/index.js'

/** Why leads were lost: how many for each reason. */
export const lostLeads = defineReportType({
  label: { en: 'Lost leads by reason', fa: 'سرنخ‌های از دست رفته به تفکیک دلیل' },
  description: {
    en: 'Why leads were given up, how often, and in which status they ended.',
    fa: 'چرا از سرنخ‌ها دست کشیده شد، چند بار، و در کدام وضعیت پایان یافتند.',
  },
  about: 'leads',
  counts: 'lead',
  period: 'statusSince',
  byPeriod: true,
  columns: {
    reason: { type: 'string', label: { en: 'Reason', fa: 'دلیل' } },
    status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' }, required: true },
    leads: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' }, required: true },
    share: { type: 'number', label: { en: 'Share', fa: 'سهم' }, required: true },
  },
  chart: { kind: 'bars', label: ['reason', 'status'], values: ['leads'] },
  totals: ['leads'],
  leadsBy: { status: 'status' },
  async run(_params, { crm, scope }) {
    const lost = crm.statuses().flatMap(({ id, category }) => (category === 'lost' ? [id] : []))
    const rows = await crm.aggregate({
      entity: 'lead',
      groupBy: [...scope.groups, 'statusReason', 'status'],
      where: { all: [scope.where, comparing('lead')('status', 'in', lost)] },
      measures: { leads: { count: true } },
    })
    const total = rows.reduce((sum, { leads }) => sum + Number(leads), 0)
    return rows
      .map((row) => ({
        ...scope.periodOf(row),
        ...(row.statusReason ? { reason: String(row.statusReason) } : {}),
        ...{ status: String(row.status), leads: Number(row.leads), share: Number(row.leads) / total },
      }))
      .sort((one, other) => (one.period ?? 0) - (other.period ?? 0) || other.leads - one.leads)
  },
  valueLabels: ({ crm }) => ({
    reason: Object.fromEntries(crm.statuses().flatMap(({ reasons = [] }) => reasons.map(({ id, label }) => [id, label]))),
  }),
})
