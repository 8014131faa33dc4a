import { defineReportType } from '../../core/plugin-api/index.js'

/** Where leads stand now: how many are in each status, in the order of the lifecycle. */
export const funnelByStatus = defineReportType({
  label: { en: 'Funnel by status', fa: 'قیف وضعیت‌ها' },
  description: {
    en: 'How many leads stand in each status now, and what share of all that is.',
    fa: 'اکنون در هر وضعیت چند سرنخ هست و چه سهمی از کل است.',
  },
  columns: {
    status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' }, required: true },
    leads: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' }, required: true },
    share: { type: 'number', label: { en: 'Share', fa: 'سهم' }, required: true },
  },
  chart: { kind: 'funnel', label: 'status', values: ['leads'] },
  async run(_params, { crm }) {
    const counted = await crm.aggregate({ entity: 'lead', groupBy: ['status'], measures: { leads: { count: true } } })
    const leadsIn = new Map(counted.map(({ status, leads }) => [String(status ?? ''), Number(leads)]))
    const total = [...leadsIn.values()].reduce((sum, leads) => sum + leads, 0)
    // A status that left the lifecycle may still hold leads; a funnel without them would not add up.
    const statuses = new Set([...crm.statuses().map(({ id }) => id), ...leadsIn.keys()])
    return [...statuses].map((status) => {
      const leads = leadsIn.get(status) ?? 0
      return { status, leads, share: total === 0 ? 0 : leads / total }
    })
  },
  valueLabels: ({ crm }) => ({ status: Object.fromEntries(crm.statuses().map(({ id, label }) => [id, label])) }),
})
