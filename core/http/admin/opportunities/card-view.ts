import type { Opportunity } from '../../../model/entities/opportunity.js'
import { statusOf } from '../../../model/lifecycle.js'
import { type Pipelines, stageOf } from '../../../model/pipeline.js'
import { isOverdue, type RecordNames } from '../../../operations/index.js'
import type { Label } from '../lead-labels.js'
import { stageLabel } from './stage-labels.js'

/** What an opportunity's ids mean to a reader. */
export interface Naming {
  readonly names: RecordNames
  readonly pipelines: Pipelines
  readonly now: number
  readonly language: string
}

/** An opportunity as a card or a row shows it. */
export interface CardView {
  readonly opportunity: Opportunity
  readonly stage: Label
  readonly isOverdue: boolean
  readonly customer: string
  readonly owner: string
  /** Stages that may follow. */
  readonly moves: readonly Label[]
}

export function cardView(opportunity: Opportunity, { names, pipelines, now, language }: Naming): CardView {
  const { pipeline, stage, accountId, contactId, ownerId } = opportunity
  const named = (entity: string, id: string | undefined) => (id === undefined ? undefined : (names.get(`${entity}:${id}`) ?? id))
  const here = stageOf(pipelines, opportunity)
  return {
    opportunity,
    stage: stageLabel(pipelines, { pipeline, stage }, language),
    isOverdue: here !== undefined && isOverdue(opportunity, here, now),
    customer: named('account', accountId) ?? named('contact', contactId) ?? '',
    owner: named('user', ownerId) ?? '',
    moves: followers(pipelines, opportunity).map((id) => stageLabel(pipelines, { pipeline, stage: id }, language)),
  }
}

function followers(pipelines: Pipelines, { pipeline: id, stage }: Opportunity): readonly string[] {
  const pipeline = Object.hasOwn(pipelines, id) ? pipelines[id] : undefined
  if (!pipeline) return []
  const all = pipeline.statuses.map((each) => each.id)
  return (statusOf(pipeline, stage)?.next ?? all).filter((each) => each !== stage)
}
