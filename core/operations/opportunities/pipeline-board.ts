import { type Actor, authorize } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import { parseDuration } from '../../model/calendar/duration.js'
import type { Comparison, Conditions } from '../../model/conditions.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import type { Money } from '../../model/money.js'
import type { Pipeline, Stage } from '../../model/pipeline.js'
import { seenBy } from '../access/seen-by.js'

/** One stage as a column: how many stand there, for how much, and the ones that moved last. */
export interface BoardColumn {
  readonly stage: Stage
  readonly count: number
  /** One sum for each currency. */
  readonly sums: readonly Money[]
  /** How many stand there longer than the stage allows. */
  readonly overdue: number
  readonly cards: readonly BoardCard[]
}

export interface BoardCard {
  readonly opportunity: Opportunity
  readonly isOverdue: boolean
}

interface BoardQuestion {
  readonly actor: Actor
  readonly pipeline: Pipeline
  /** Further conditions on the fact `opportunity`. */
  readonly where?: readonly Comparison[]
  readonly search?: string
}

const CARDS = 50

/** The opportunities of a pipeline by stage. A closed stage shows what was closed last. */
export async function pipelineBoard(whole: Engine, question: BoardQuestion): Promise<readonly BoardColumn[]> {
  authorize(question.actor, 'opportunity:read')
  const engine = seenBy(whole, question.actor)
  // Words are looked for by the list alone; sums over all of a stage would say something else than its cards.
  const sums = question.search ? new Map<string, readonly Money[]>() : await sumsOf(engine, question)
  return Promise.all(
    question.pipeline.statuses.map((stage) => columnOf(engine, question, { stage, sums: sums.get(stage.id) ?? [] })),
  )
}

const is = (field: string, value: string): Comparison => ({ fact: 'opportunity', path: `$.${field}`, operator: 'equal', value })

function inStage({ pipeline, where = [] }: BoardQuestion, stage: Stage, more: readonly Comparison[] = []): Conditions {
  return { all: [is('pipeline', pipeline.id), is('stage', stage.id), ...where, ...more] }
}

async function columnOf(
  { store, now }: Engine,
  question: BoardQuestion,
  { stage, sums }: { readonly stage: Stage; readonly sums: readonly Money[] },
): Promise<BoardColumn> {
  const searched = question.search ? { search: question.search } : {}
  const since = overdueSince(stage, now())
  const late = since === undefined ? [] : [{ fact: 'opportunity', path: '$.stageSince', operator: 'lessThan', value: since }]
  const sort = { field: stage.category === 'open' ? 'stageSince' : 'closedAt', direction: 'desc' } as const
  const [page, count, overdue] = await Promise.all([
    store.records.list('opportunity', { where: inStage(question, stage), sort, limit: CARDS, ...searched }),
    store.records.count('opportunity', { where: inStage(question, stage), ...searched }),
    late.length === 0 ? 0 : store.records.count('opportunity', { where: inStage(question, stage, late), ...searched }),
  ])
  const cards = (page.records as readonly Opportunity[]).map((opportunity) => ({
    opportunity,
    isOverdue: isOverdue(opportunity, stage, now()),
  }))
  return { stage, count, overdue, cards, sums }
}

/** Entered before this instant means longer than the stage allows; only what is open can be late. */
function overdueSince({ ageLimit, category }: Stage, now: number): number | undefined {
  const limit = ageLimit === undefined || category !== 'open' ? undefined : parseDuration(ageLimit)
  return limit === undefined ? undefined : now - limit
}

/** Whether an opportunity stands in its stage longer than the stage allows. */
export function isOverdue({ stageSince }: Pick<Opportunity, 'stageSince'>, stage: Stage, now: number): boolean {
  const since = overdueSince(stage, now)
  return since !== undefined && stageSince !== undefined && stageSince < since
}

async function sumsOf(
  { store }: Engine,
  { pipeline, where = [] }: BoardQuestion,
): Promise<ReadonlyMap<string, readonly Money[]>> {
  const rows = await store.records.aggregate({
    entity: 'opportunity',
    where: { all: [is('pipeline', pipeline.id), ...where] },
    groupBy: ['stage', 'amount.currency'],
    measures: { sum: { sum: 'amount.amount' } },
  })
  const sums = new Map<string, Money[]>()
  for (const row of rows) {
    const currency = row['amount.currency']
    const stage = String(row['stage'])
    if (typeof currency === 'string') sums.set(stage, [...(sums.get(stage) ?? []), { amount: Number(row['sum'] ?? 0), currency }])
  }
  return sums
}
