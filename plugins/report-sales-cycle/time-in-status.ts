import { comparing, defineReportType } from '../../core/plugin-api/index.js'

const move = comparing('statusChange')
const DAY_SECONDS = 86_400

/** How long records stand in each status or stage before they move on, in days. */
export const timeInStatus = defineReportType({
  label: { en: 'Time in status', fa: 'زمان در هر وضعیت' },
  description: {
    en: 'How long leads stood in each status, or opportunities in each stage, before they moved on.',
    fa: 'سرنخ‌ها در هر وضعیت، یا فرصت‌ها در هر مرحله، چه مدت مانده‌اند پیش از آنکه پیش بروند.',
  },
  about: 'sales',
  counts: 'statusChange',
  period: 'at',
  byPeriod: true,
  params: {
    of: {
      type: 'select',
      label: { en: 'Of', fa: 'از' },
      default: 'lead',
      oneOf: [
        { value: 'lead', label: { en: 'Leads', fa: 'سرنخ‌ها' } },
        { value: 'opportunity', label: { en: 'Opportunities', fa: 'فرصت‌های فروش' } },
      ],
    },
  },
  columns: {
    lifecycle: { type: 'string', label: { en: 'Lifecycle', fa: 'چرخه' }, required: true },
    from: { type: 'string', label: { en: 'Status', fa: 'وضعیت' }, required: true },
    moves: { type: 'integer', label: { en: 'Moved on', fa: 'گذر' }, required: true },
    mean: { type: 'number', label: { en: 'Mean (days)', fa: 'میانگین (روز)' }, required: true },
    p50: { type: 'number', label: { en: 'p50 (days)', fa: 'p50 (روز)' }, required: true },
    p90: { type: 'number', label: { en: 'p90 (days)', fa: 'p90 (روز)' }, required: true },
  },
  chart: { kind: 'bars', label: 'from', values: ['p50', 'p90'] },
  async run({ of }, { crm, scope }) {
    const asked = {
      entity: 'statusChange',
      groupBy: [...scope.groups, 'lifecycle', 'from'],
      where: { all: [scope.where, move('entity', 'equal', of), move('from', 'present', true), move('seconds', 'present', true)] },
    } as const
    const [means, percentiles] = await Promise.all([
      crm.aggregate({ ...asked, measures: { mean: { average: 'seconds' } } }),
      crm.percentiles({ ...asked, of: 'seconds', at: [0.5, 0.9] }),
    ])
    return percentiles.map((row, place) => ({
      ...scope.periodOf(row),
      ...{ lifecycle: String(row.lifecycle), from: String(row.from), moves: Number(row.count) },
      mean: Number(means[place]?.mean ?? 0) / DAY_SECONDS,
      p50: Number(row.p50) / DAY_SECONDS,
      p90: Number(row.p90) / DAY_SECONDS,
    }))
  },
  valueLabels: ({ crm }) => ({
    from: Object.fromEntries([...crm.stages(), ...crm.statuses()].map(({ id, label }) => [id, label])),
  }),
})
