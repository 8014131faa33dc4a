import { comparing, defineReportType } from '../../core/plugin-api/index.js'
import { funnel } from './funnel.js'

const opportunity = comparing('opportunity')

/** The same for opportunities: a cohort on its way through the stages of each pipeline. */
export const funnelByStage = defineReportType({
  label: { en: 'Funnel by stage', fa: 'قیف مراحل فروش' },
  description: {
    en: 'The opportunities opened in a period, followed through the stages of their pipeline.',
    fa: 'فرصت‌های گشوده‌شدهٔ یک دوره در مسیر مرحله‌های خط فروش.',
  },
  about: 'sales',
  counts: 'opportunity',
  period: 'openedAt',
  params: {
    pipeline: { type: 'string', label: { en: 'Pipeline', fa: 'خط فروش' } },
  },
  columns: {
    pipeline: { type: 'string', label: { en: 'Pipeline', fa: 'خط فروش' }, required: true },
    stage: { type: 'string', label: { en: 'Stage', fa: 'مرحله' }, required: true },
    reached: { type: 'integer', label: { en: 'Reached', fa: 'رسیده' }, required: true },
    reachedShare: { type: 'number', label: { en: 'Of the cohort', fa: 'از کل گروه' }, required: true },
    open: { type: 'integer', label: { en: 'There now', fa: 'اکنون آنجا' }, required: true },
    share: { type: 'number', label: { en: 'There now (share)', fa: 'سهم اکنون' }, required: true },
    lost: { type: 'integer', label: { en: 'Lost from here', fa: 'از دست رفته از اینجا' }, required: true },
  },
  chart: { kind: 'funnel', label: 'stage', values: ['reached'] },
  async run({ pipeline }, { crm, scope }) {
    const pipelines = [...new Set(crm.stages().map((stage) => stage.pipeline))]
    const asked = pipelines.filter((id) => pipeline === undefined || id === pipeline)
    const funnels = await Promise.all(
      asked.map(async (id) => {
        const stages = crm.stages().filter((stage) => stage.pipeline === id)
        const rows = await funnel(crm, {
          entity: 'opportunity',
          field: 'stage',
          where: { all: [scope.where, opportunity('pipeline', 'equal', id)] },
          steps: stages.map((stage) => stage.id),
          lost: stages.flatMap((stage) => (stage.outcome === 'lost' ? [stage.id] : [])),
        })
        if (rows.every(({ reached }) => reached === 0) && pipeline === undefined) return []
        return rows.map(({ step, now, nowShare, ...row }) => ({ pipeline: id, stage: step, ...row, open: now, share: nowShare }))
      }),
    )
    return funnels.flat()
  },
})
