import type { Conditions } from './conditions.js'
import { type Lifecycle, type Standing, statusOf } from './lifecycle.js'
import type { LocalizedText } from './text/localized-text.js'

/** What a stage means for the whole: still open, won, or lost. */
export type StageCategory = 'open' | 'won' | 'lost'

/** A stage of a sale. */
export interface Stage extends Standing<StageCategory> {
  /** What must hold of the opportunity, its account and its contact before it enters; each with words for who is stopped. */
  readonly guard?: readonly StageGuard[]
  /** How long an opportunity should stand here at most, ISO 8601; longer is shown and counted, nothing is done. */
  readonly ageLimit?: string
  /** What is to be done in this stage, made into tasks when an opportunity enters. */
  readonly tasks?: readonly StageTask[]
}

export interface StageGuard {
  readonly conditions: Conditions
  readonly message: LocalizedText
}

/** A step of the sales process. */
export interface StageTask {
  readonly id: string
  readonly subject: LocalizedText
  readonly kind?: 'to-do' | 'call' | 'email' | 'meeting'
  readonly priority?: 'urgent' | 'high' | 'normal' | 'low'
  /** How long after entering it is due, ISO 8601. */
  readonly due?: string
  /** `owner` (also without saying), `queue:<name>`, or a user's id. */
  readonly assignee?: string
}

/** A way of selling: its stages and the moves between them. Several stand beside each other. */
export interface Pipeline extends Lifecycle<Stage> {
  readonly title: LocalizedText
  /** Taken where nobody names a pipeline. */
  readonly default?: boolean
}

/** Pipelines by id: the usual one first, the others in the order of their files. */
export type Pipelines = Readonly<Record<string, Pipeline>>

/** The stage of a pipeline, where both are there. */
export function stageOf(pipelines: Pipelines, { pipeline, stage }: { pipeline: string; stage: string }): Stage | undefined {
  const found = Object.hasOwn(pipelines, pipeline) ? pipelines[pipeline] : undefined
  return found && statusOf(found, stage)
}
