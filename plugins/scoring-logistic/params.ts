import type { Accuracy } from '../../core/plugin-api/index.js'
import type { Encoding, Feature } from './features.js'

/** What was learned: how each feature becomes numbers, and what they weigh in log odds. */
export interface LearnedModel {
  readonly intercept: number
  readonly features: readonly (Encoding & { readonly weights: readonly number[] })[]
}

/** Parameters of a scoring file with the model `logistic`. People write `features`; training writes `model` and `accuracy`. */
export interface LogisticParams {
  readonly features: readonly Feature[]
  /** Which leads are kept aside for measuring. */
  readonly seed?: number
  /** How strongly weights are held towards zero. */
  readonly penalty?: number
  readonly model?: LearnedModel
  readonly accuracy?: Accuracy
}

/** JSON Schemas of the parameters that hold more than one value. */
export const FEATURES_SCHEMA = {
  type: 'array',
  minItems: 1,
  maxItems: 60,
  items: {
    type: 'object',
    required: ['field', 'kind'],
    additionalProperties: false,
    properties: { field: { type: 'string' }, kind: { enum: ['number', 'category'] } },
  },
} as const

export const MODEL_SCHEMA = {
  type: 'object',
  required: ['intercept', 'features'],
  properties: {
    intercept: { type: 'number' },
    features: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'kind', 'weights'],
        properties: {
          field: { type: 'string' },
          kind: { enum: ['number', 'category'] },
          weights: { type: 'array', items: { type: 'number' } },
        },
      },
    },
  },
} as const
