import type { Opportunity } from '../../../model/entities/opportunity.js'
import type { Fields } from '../../../model/fields.js'
import { checkTransition, statusOf } from '../../../model/lifecycle.js'
import { type Pipelines, stageOf } from '../../../model/pipeline.js'
import { textIn } from '../../../model/text/localized-text.js'
import { isOverdue, type RecordNames, transitionWords } from '../../../operations/index.js'
import type { Label } from '../lead-labels.js'
import { problemText } from '../problem-text.js'
import { stageLabel } from './stage-labels.js'

/** What an opportunity's ids mean to a reader. */
export interface Naming {
  readonly names: RecordNames
  readonly pipelines: Pipelines
  readonly now: number
  readonly language: string
  readonly fields: Fields
}

/** An opportunity as a card or a row shows it. */
export interface CardView {
  readonly opportunity: Opportunity
  readonly stage: Label
  readonly isOverdue: boolean
  readonly customer: string
  readonly owner: string
  /** Stages that may follow. */
  readonly moves: readonly CardMove[]
}

/** A stage to choose on a card: with its reasons where it demands one, or with what it still needs. */
export interface CardMove {
  readonly to: Label
  readonly reasons: readonly { readonly id: string; readonly text: string }[]
  /** Why it cannot be entered yet; empty where it can. */
  readonly blocked: string
}

export function cardView(opportunity: Opportunity, naming: Naming): CardView {
  const { names, pipelines, now, language } = naming
  const { pipeline, stage, accountId, contactId, ownerId } = opportunity
  const named = (entity: string, id: string | undefined) => (id === undefined ? undefined : (names.get(`${entity}:${id}`) ?? id))
  const here = stageOf(pipelines, opportunity)
  return {
    opportunity,
    stage: stageLabel(pipelines, { pipeline, stage }, language),
    isOverdue: here !== undefined && isOverdue(opportunity, here, now),
    customer: named('account', accountId) ?? named('contact', contactId) ?? '',
    owner: named('user', ownerId) ?? '',
    moves: followers(pipelines, opportunity).map((id) => cardMove(id, opportunity, naming)),
  }
}

/** What the fields forbid is told on the card; a guard that asks about other records tells it when the move is tried. */
function cardMove(id: string, opportunity: Opportunity, { pipelines, language, fields }: Naming): CardMove {
  const { pipeline, stage } = opportunity
  const lifecycle = pipelines[pipeline]
  const found = stageOf(pipelines, { pipeline, stage: id })
  const refusal = lifecycle && checkTransition(lifecycle, { from: stage, to: id, values: opportunity })
  const isBlocked = lifecycle && refusal && refusal.code !== 'reason-missing'
  return {
    to: stageLabel(pipelines, { pipeline, stage: id }, language),
    reasons: (found?.reasons ?? []).map((reason) => ({ id: reason.id, text: textIn(reason.label, language) })),
    blocked: isBlocked ? problemText(transitionWords(refusal, { lifecycle, fields, to: id }), language) : '',
  }
}

function followers(pipelines: Pipelines, { pipeline: id, stage }: Opportunity): readonly string[] {
  const pipeline = Object.hasOwn(pipelines, id) ? pipelines[id] : undefined
  if (!pipeline) return []
  const all = pipeline.statuses.map((each) => each.id)
  return (statusOf(pipeline, stage)?.next ?? all).filter((each) => each !== stage)
}
