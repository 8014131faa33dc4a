import { type CrmReader, comparing, type ReportContext } from '../../core/plugin-api/index.js'

/** What the open opportunities promise for a month in one currency, in minor units. */
export interface Promised {
  readonly month: number | undefined
  readonly currency: string
  /** By the chance that each has, or that its stage is given. */
  readonly weighted: number
  /** By the share that was really won of those that once stood in the stage. */
  readonly byHistory: number
}

const opportunity = comparing('opportunity')
/** Fewer decided ones than these say nothing about a stage. */
const ENOUGH = 5

/** Weighs what is open by its expected months; `month` is a place in `starts`, absent where none is expected in them. */
export async function openPipeline({ crm, scope }: ReportContext, starts: readonly number[]): Promise<readonly Promised[]> {
  const bounds = starts.map((start) => scope.dayOf(start))
  const rows = await crm.aggregate({
    entity: 'opportunity',
    groupBy: [{ as: 'month', of: 'expectedCloseDate', bounds }, 'amount.currency', 'pipeline', 'stage'],
    where: { all: [scope.filter, opportunity('outcome', 'equal', 'open')] },
    measures: {
      amount: { sum: 'amount' },
      weighted: { sum: { times: ['amount', 'probability'] } },
      unweighted: { sum: 'amount', where: { all: [opportunity('probability', 'present', false)] } },
    },
  })
  const stages = new Set(rows.map(({ pipeline, stage }) => JSON.stringify([pipeline, stage])))
  const rates = new Map(
    await Promise.all([...stages].map(async (key) => [key, await wonShare(crm, JSON.parse(key) as [string, string])] as const)),
  )
  return rows.flatMap(({ pipeline, stage, month, ...row }) => {
    const currency = row['amount.currency']
    if (typeof currency !== 'string') return []
    const chance = crm.stages().find((each) => each.pipeline === pipeline && each.id === stage)?.probability ?? 0
    const weighted = Number(row.weighted) + Number(row.unweighted) * chance
    const rate = rates.get(JSON.stringify([pipeline, stage]))
    const byHistory = rate === undefined ? weighted : Number(row.amount) * rate
    const place = typeof month === 'number' && month >= 0 && month < starts.length - 1 ? month : undefined
    return [{ month: place, currency, weighted, byHistory }]
  })
}

async function wonShare(crm: CrmReader, [pipeline, stage]: readonly [string, string]): Promise<number | undefined> {
  const move = comparing('statusChange')
  const decided = async (outcome: string) => {
    const [row] = await crm.aggregate({
      entity: 'statusChange',
      groupBy: [],
      where: {
        all: [move('entity', 'equal', 'opportunity'), move('from', 'equal', stage), move('lifecycle', 'equal', pipeline)],
      },
      belongingTo: [{ field: 'recordId', entity: 'opportunity', where: { all: [opportunity('outcome', 'equal', outcome)] } }],
      measures: { records: { distinct: 'recordId' } },
    })
    return Number(row?.records ?? 0)
  }
  const [won, lost] = [await decided('won'), await decided('lost')]
  return won + lost < ENOUGH ? undefined : won / (won + lost)
}
