import { type Conditions, type CrmReader, comparing } from '../../core/plugin-api/index.js'

interface Cohort {
  readonly entity: 'lead' | 'opportunity'
  /** Where a record stands. */
  readonly field: 'status' | 'stage'
  readonly where: Conditions
  readonly steps: readonly string[]
  /** Steps that mean it was lost. */
  readonly lost: readonly string[]
}

/** One step of a funnel. */
export interface FunnelStep {
  readonly step: string
  readonly reached: number
  readonly reachedShare: number
  readonly now: number
  readonly nowShare: number
  /** Were lost when they stood here. */
  readonly lost: number
}

const move = comparing('statusChange')

/**
 * Follows one cohort through its steps. A record reached a step when it stands there or its history says that it left it, so each
 * counts once, however often it went to and fro. Steps that left the lifecycle but still hold records come last.
 */
export async function funnel(crm: CrmReader, cohort: Cohort): Promise<readonly FunnelStep[]> {
  const { entity, field, where } = cohort
  const standing = await crm.aggregate({ entity, groupBy: [field], where, measures: { records: { count: true } } })
  const now = new Map(standing.map((row) => [String(row[field] ?? ''), Number(row.records)]))
  const total = [...now.values()].reduce((sum, records) => sum + records, 0)
  const steps = [...new Set([...cohort.steps, ...now.keys()])]
  const [left, lost] = await Promise.all([leftSteps(crm, { ...cohort, steps }), lostFrom(crm, cohort)])
  const shareOf = (records: number) => (total === 0 ? 0 : records / total)
  return steps.map((step, place) => {
    const [here, reached] = [now.get(step) ?? 0, (now.get(step) ?? 0) + (left[place] ?? 0)]
    return { step, reached, reachedShare: shareOf(reached), now: here, nowShare: shareOf(here), lost: lost.get(step) ?? 0 }
  })
}

/** For each step, how many stood there once and do no longer. */
function leftSteps(crm: CrmReader, { entity, field, where, steps }: Cohort): Promise<readonly number[]> {
  const is = comparing(entity)
  return Promise.all(
    steps.map(async (step) => {
      const [row] = await crm.aggregate({
        entity: 'statusChange',
        groupBy: [],
        where: { all: [move('entity', 'equal', entity), move('from', 'equal', step)] },
        belongingTo: [{ field: 'recordId', entity, where: { all: [where, is(field, 'notEqual', step)] } }],
        measures: { records: { distinct: 'recordId' } },
      })
      return Number(row?.records ?? 0)
    }),
  )
}

async function lostFrom(crm: CrmReader, { entity, field, where, lost }: Cohort): Promise<ReadonlyMap<string, number>> {
  if (lost.length === 0) return new Map()
  const rows = await crm.aggregate({
    entity: 'statusChange',
    groupBy: ['from'],
    where: { all: [move('entity', 'equal', entity), move('to', 'in', lost), move('from', 'notIn', lost)] },
    belongingTo: [{ field: 'recordId', entity, where: { all: [where, comparing(entity)(field, 'in', lost)] } }],
    measures: { records: { distinct: 'recordId' } },
  })
  return new Map(rows.map((row) => [String(row.from ?? ''), Number(row.records)]))
}
