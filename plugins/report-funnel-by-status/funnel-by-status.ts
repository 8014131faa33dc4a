import { defineReportType } from '../../core/plugin-api/index.js'
import { funnel } from './funnel.js'

/** A cohort of leads on its way: how many ever reached each status, how many stand there now, and where they were lost. */
export const funnelByStatus = defineReportType({
  label: { en: 'Funnel by status', fa: 'قیف وضعیت‌ها' },
  description: {
    en: 'The leads that came in a period, followed through the statuses: how many reached each, stand there now, and were lost from it.',
    fa: 'سرنخ‌های یک دوره در مسیر وضعیت‌ها: چند تا به هر وضعیت رسیدند، اکنون آنجا هستند و از آنجا از دست رفتند.',
  },
  about: 'leads',
  counts: 'lead',
  period: 'createdAt',
  columns: {
    status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' }, required: true },
    reached: { type: 'integer', label: { en: 'Reached', fa: 'رسیده' }, required: true },
    reachedShare: { type: 'number', label: { en: 'Of the cohort', fa: 'از کل گروه' }, required: true },
    leads: { type: 'integer', label: { en: 'There now', fa: 'اکنون آنجا' }, required: true },
    share: { type: 'number', label: { en: 'There now (share)', fa: 'سهم اکنون' }, required: true },
    lost: { type: 'integer', label: { en: 'Lost from here', fa: 'از دست رفته از اینجا' }, required: true },
  },
  chart: { kind: 'funnel', label: 'status', values: ['reached'] },
  leadsBy: { status: 'status' },
  async run(_params, { crm, scope }) {
    const rows = await funnel(crm, {
      entity: 'lead',
      field: 'status',
      where: scope.where,
      steps: crm.statuses().map(({ id }) => id),
      lost: crm.statuses().flatMap(({ id, category }) => (category === 'lost' ? [id] : [])),
    })
    return rows.map(({ step, now, nowShare, ...row }) => ({ status: step, ...row, leads: now, share: nowShare }))
  },
  valueLabels: ({ crm }) => ({ status: Object.fromEntries(crm.statuses().map(({ id, label }) => [id, label])) }),
})
