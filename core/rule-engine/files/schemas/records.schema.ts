import { SURVIVORS } from '../../../model/dedupe-policy.js'
import type { JsonSchema } from '../../../model/fields.js'
import { closed, duration, fileOf, flag, id, listOf, naming, scalar, text } from './parts.js'

const value: JsonSchema = {
  if: { type: 'string' },
  then: naming('leadField', text),
  else: {
    if: { type: 'object', required: ['from'] },
    then: closed({ from: listOf(naming('leadField', text), 1) }, ['from']),
    else: {
      if: { type: 'object', required: ['text'] },
      then: closed({ text }, ['text']),
      else: closed({ value: scalar }, ['value']),
    },
  },
}

const part = closed({ fields: { type: 'object', minProperties: 1, additionalProperties: value } }, ['fields'])

/** What a lead becomes. */
export const conversionFile = fileOf(
  {
    entity: { const: 'lead' },
    undoWithin: duration,
    status: naming('status', id),
    account: part,
    contact: part,
    opportunity: part,
  },
  ['account', 'contact', 'opportunity'],
)

const survivor: JsonSchema = { enum: SURVIVORS }

/** By what leads are found to be one, and what stays of both. */
export const dedupeFile = fileOf(
  {
    entity: { const: 'lead' },
    exact: listOf(closed({ field: naming('leadField', text), policy: { enum: ['merge', 'flag'] } }, ['field', 'policy']), 1),
    similar: flag,
    survivorship: closed({
      default: survivor,
      fields: naming('leadFields', { type: 'object', additionalProperties: survivor }),
    }),
    undoWithin: duration,
  },
  ['exact'],
)
