import type { JsonSchema } from '../../../model/fields.js'
import { conditions, path } from './conditions.schema.js'
import { anyNumber, anyObject, closed, fileOf, flag, id, listOf, localized, ruleEnvelope, scalar, text } from './parts.js'

const rule = (properties: JsonSchema, required: readonly string[]): JsonSchema =>
  closed({ ...ruleEnvelope, ...properties }, ['id', ...required])

const entity: JsonSchema = { const: 'lead' }

const points: JsonSchema = {
  type: 'object',
  if: { required: ['pointsPer'] },
  then: closed(
    {
      group: id,
      pointsPer: closed({ activity: text, points: anyNumber, maxCount: { type: 'integer', minimum: 1 } }, [
        'activity',
        'points',
        'maxCount',
      ]),
    },
    ['group'],
  ),
  else: closed({ group: id, points: anyNumber, pointsPer: true }, ['group', 'points']),
}

const group = closed({ id, label: localized, max: anyNumber, min: anyNumber }, ['id'])
const grade = closed({ grade: id, label: localized, from: anyNumber, until: anyNumber }, ['grade'])

export const scoringFile = fileOf(
  {
    entity,
    model: text,
    params: anyObject,
    score: closed({ min: anyNumber, max: anyNumber, groups: listOf(group, 1), grades: listOf(grade) }, ['min', 'max', 'groups']),
    rules: listOf(rule({ conditions, then: points }, ['conditions', 'then'])),
  },
  ['score', 'rules'],
)

export const transitionFile = fileOf(
  { entity, rules: listOf(rule({ from: listOf(id, 1), to: id, reason: id, conditions }, ['from', 'to', 'conditions'])) },
  ['rules'],
)

const target = closed({ queue: id, strategy: id, params: anyObject, owner: { type: 'string', format: 'email' } })

const input = closed(
  { id, fact: text, path, params: anyObject, type: { enum: ['string', 'number', 'boolean'] }, values: listOf(scalar, 1) },
  ['id', 'fact', 'type'],
)

/** Cells have the names of the table's inputs; which these are, the check knows. */
const row: JsonSchema = {
  type: 'object',
  required: ['id', 'then'],
  properties: { ...ruleEnvelope, then: target },
  additionalProperties: scalar,
}

export const routingFile: JsonSchema = {
  type: 'object',
  if: { required: ['table'] },
  then: fileOf(
    {
      entity,
      hitPolicy: { const: 'first' },
      complete: flag,
      table: closed({ inputs: listOf(input, 1), rows: listOf(row, 1) }, ['inputs', 'rows']),
    },
    [],
  ),
  else: fileOf(
    {
      entity,
      hitPolicy: { const: 'first' },
      complete: flag,
      table: true,
      rules: listOf(rule({ conditions, then: target }, ['then']), 1),
    },
    ['rules'],
  ),
}

const action = closed({ type: text, params: anyObject }, ['type'])

export const automationFile = fileOf(
  {
    entity,
    rules: listOf(
      rule({ fire: { enum: ['rising', 'once', 'always'] }, conditions, then: listOf(action, 1) }, ['conditions', 'then']),
    ),
  },
  ['rules'],
)

export const queuesFile = fileOf({ queues: listOf(closed({ id, label: localized }, ['id', 'label']), 1) }, ['queues'])
