import { type AggregateRow, defineReportType } from '../../core/plugin-api/index.js'

/** Which source brings customers: leads, conversions and their rate per source, the greatest source first. */
export const conversionBySource = defineReportType({
  label: { en: 'Conversion by source', fa: 'تبدیل به تفکیک منبع' },
  description: {
    en: 'How many leads each source brought, and what share of them became customers.',
    fa: 'هر منبع چند سرنخ آورده و چه سهمی از آن‌ها مشتری شده‌اند.',
  },
  columns: {
    source: { type: 'string', label: { en: 'Source', fa: 'منبع' }, required: true },
    leads: { type: 'integer', label: { en: 'Leads', fa: 'سرنخ‌ها' }, required: true },
    converted: { type: 'integer', label: { en: 'Converted', fa: 'تبدیل‌شده' }, required: true },
    rate: { type: 'number', label: { en: 'Rate', fa: 'نرخ تبدیل' }, required: true },
  },
  chart: { kind: 'bars', label: 'source', values: ['rate'] },
  async run(_params, { crm }) {
    const converted = crm.statuses().filter(({ category }) => category === 'converted')
    const value = converted.map(({ id }) => id)
    const counted = await crm.aggregate({
      entity: 'lead',
      groupBy: ['source'],
      measures: {
        leads: { count: true },
        ...(value.length > 0
          ? { converted: { count: true, where: { all: [{ fact: 'lead', path: '$.status', operator: 'in', value }] } } }
          : {}),
      },
    })
    return counted.map(rowOf).sort((one, other) => other.leads - one.leads || (one.source < other.source ? -1 : 1))
  },
})

function rowOf(row: AggregateRow) {
  const leads = Number(row.leads ?? 0)
  const converted = Number(row.converted ?? 0)
  return { source: String(row.source || 'unknown'), leads, converted, rate: leads === 0 ? 0 : converted / leads }
}
