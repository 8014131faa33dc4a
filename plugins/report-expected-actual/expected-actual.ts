import { type Conditions, type CrmReader, comparing, defineReportType } from '../../core/plugin-api/index.js'

const columns = {
  decided: { type: 'integer', label: { en: 'Decided', fa: 'تعیین‌تکلیف‌شده' }, required: true },
  won: { type: 'integer', label: { en: 'Became customers', fa: 'مشتری‌شده' }, required: true },
  expectedRate: { type: 'number', label: { en: 'Expected', fa: 'انتظار' } },
  actualRate: { type: 'number', label: { en: 'Actual', fa: 'واقعی' } },
  difference: { type: 'number', label: { en: 'Difference (points)', fa: 'اختلاف (واحد درصد)' } },
} as const

const NOTES = [
  {
    en: 'Actual is the share that was won of the records that once stood there, have moved on, and are decided by now. Below 30 decided it says little.',
    fa: 'واقعی، سهم برده از رکوردهایی است که زمانی آنجا بوده‌اند و اکنون تعیین تکلیف شده‌اند. کمتر از ۳۰ مورد چیز زیادی نمی‌گوید.',
  },
]

/** Whether the chances in the lifecycle file are right: for each status, what is expected and what really came of it. */
export const expectedByStatus = defineReportType({
  label: { en: 'Expected against actual, by status', fa: 'انتظار در برابر واقعیت، به تفکیک وضعیت' },
  description: {
    en: 'The chance that the lifecycle gives a lead in each status, against the share that really became customers.',
    fa: 'احتمالی که چرخه به سرنخ در هر وضعیت می‌دهد، در برابر سهمی که واقعاً مشتری شدند.',
  },
  about: 'quality',
  counts: 'lead',
  period: 'createdAt',
  columns: { status: { type: 'string', label: { en: 'Status', fa: 'وضعیت' }, required: true }, ...columns },
  chart: { kind: 'bars', label: 'status', values: ['expectedRate', 'actualRate'] },
  async run(_params, { crm, scope }) {
    const inCategory = (category: string) => crm.statuses().flatMap((each) => (each.category === category ? [each.id] : []))
    const [converted, lost] = [inCategory('converted'), inCategory('lost')]
    const open = crm.statuses().filter(({ category }) => category === 'open')
    const lead = comparing('lead')
    return Promise.all(
      open.map(async ({ id, probability }) => ({
        status: id,
        ...(await outcomes(crm, {
          entity: 'lead',
          step: id,
          probability,
          won: { all: [scope.where, lead('status', 'in', converted)] },
          lost: { all: [scope.where, lead('status', 'in', lost)] },
        })),
      })),
    )
  },
  notes: () => NOTES,
})

/** The same for the stages of each pipeline. */
export const expectedByStage = defineReportType({
  label: { en: 'Expected against actual, by stage', fa: 'انتظار در برابر واقعیت، به تفکیک مرحله' },
  description: {
    en: 'The chance that a pipeline gives an opportunity in each stage, against the share that was really won.',
    fa: 'احتمالی که خط فروش به فرصت در هر مرحله می‌دهد، در برابر سهمی که واقعاً برده شد.',
  },
  about: 'quality',
  counts: 'opportunity',
  period: 'openedAt',
  columns: {
    pipeline: { type: 'string', label: { en: 'Pipeline', fa: 'خط فروش' }, required: true },
    stage: { type: 'string', label: { en: 'Stage', fa: 'مرحله' }, required: true },
    ...columns,
  },
  chart: { kind: 'bars', label: 'stage', values: ['expectedRate', 'actualRate'] },
  async run(_params, { crm, scope }) {
    const opportunity = comparing('opportunity')
    const open = crm.stages().filter(({ outcome }) => outcome === 'open')
    return Promise.all(
      open.map(async ({ pipeline, id, probability }) => {
        const ended = (outcome: string) => ({
          all: [scope.where, opportunity('pipeline', 'equal', pipeline), opportunity('outcome', 'equal', outcome)],
        })
        const figures = await outcomes(crm, {
          ...{ entity: 'opportunity', step: id, probability },
          ...{ won: ended('won'), lost: ended('lost') },
        })
        return { pipeline, stage: id, ...figures }
      }),
    )
  },
  notes: () => NOTES,
})

interface Step {
  readonly entity: 'lead' | 'opportunity'
  readonly step: string
  readonly probability: number | undefined
  readonly won: Conditions
  readonly lost: Conditions
}

async function outcomes(crm: CrmReader, { entity, step, probability, ...ended }: Step) {
  const move = comparing('statusChange')
  const leftOf = async (where: Conditions) => {
    const [row] = await crm.aggregate({
      entity: 'statusChange',
      groupBy: [],
      where: { all: [move('entity', 'equal', entity), move('from', 'equal', step)] },
      belongingTo: [{ field: 'recordId', entity, where }],
      measures: { records: { distinct: 'recordId' } },
    })
    return Number(row?.records ?? 0)
  }
  const [won, lost] = await Promise.all([leftOf(ended.won), leftOf(ended.lost)])
  const actual = won + lost === 0 ? undefined : won / (won + lost)
  return {
    ...{ decided: won + lost, won },
    ...(probability === undefined ? {} : { expectedRate: probability }),
    ...(actual === undefined ? {} : { actualRate: actual }),
    ...(actual === undefined || probability === undefined ? {} : { difference: (actual - probability) * 100 }),
  }
}
