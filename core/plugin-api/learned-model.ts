import type { Lead } from '../model/entities/lead.js'
import type { LocalizedText } from '../model/text/localized-text.js'

/** A lead whose end is known. */
export interface TrainingExample {
  readonly lead: Lead
  /** Whether it became a customer. */
  readonly won: boolean
}

/** What a model that learns is given beside the examples. */
export interface TrainingRequest {
  /** The parameters of the scoring file, as they stand there. */
  readonly params: Readonly<Record<string, unknown>>
  readonly now: number
}

/** One band of predictions: how many there were, what was expected of them and what came. */
export interface CalibrationBand {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly expected: number
  readonly actual: number
}

/** How well a model foretells leads that it was not trained on. */
export interface Accuracy {
  readonly trainedAt: number
  readonly trainedOn: number
  readonly testedOn: number
  /** Share of won leads among those it was tested on. */
  readonly wonShare: number
  /** Chance that a won lead is placed above a lost one: 0.5 is a coin, 1 is perfect. */
  readonly auc: number
  /** Mean squared distance between what was foretold (0 to 1) and what came. */
  readonly brier: number
  /** What was foretold at the threshold against what came. */
  readonly confusion: {
    readonly threshold: number
    readonly truePositive: number
    readonly falsePositive: number
    readonly trueNegative: number
    readonly falseNegative: number
  }
  readonly calibration: readonly CalibrationBand[]
  readonly notes?: readonly LocalizedText[]
}

/** What came of training: new parameters for the scoring file, and how good they are; or why there is nothing to learn from. */
export type Training =
  | { readonly params: Readonly<Record<string, unknown>>; readonly accuracy: Accuracy }
  | { readonly refused: LocalizedText }

/** Reads the examples once, in batches; the order is that of the leads' ids. */
export type TrainingExamples = AsyncIterable<readonly TrainingExample[]>
