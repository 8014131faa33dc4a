import type { JsonSchema } from '../../../model/fields.js'
import { RULED_ENTITIES } from '../../../model/ruled-entity.js'
import { HIT_POLICIES, SINGLE_HIT } from '../rule-list.js'
import { conditions, path } from './conditions.schema.js'
import {
  anyNumber,
  anyObject,
  closed,
  duration,
  fileOf,
  flag,
  id,
  listOf,
  localized,
  naming,
  ruleEnvelope,
  scalar,
  text,
} from './parts.js'

const rule = (properties: JsonSchema, required: readonly string[]): JsonSchema =>
  closed({ ...ruleEnvelope, ...properties }, ['id', ...required])

const entity: JsonSchema = { const: 'lead' }

const input = naming(
  'reference',
  closed(
    {
      id,
      fact: text,
      path,
      params: anyObject,
      type: { enum: ['string', 'number', 'boolean', 'date', 'dateTime'] },
      values: listOf(scalar, 1),
    },
    ['id', 'fact', 'type'],
  ),
)

/** Cells have the names of the table's inputs; which these are, the check knows. */
const row = (properties: JsonSchema, required: readonly string[]): JsonSchema => ({
  type: 'object',
  required: ['id', ...required],
  properties: { ...ruleEnvelope, ...properties },
  additionalProperties: scalar,
})

interface RulesShape {
  /** What a rule of this kind has beside the envelope and its conditions. */
  readonly properties: JsonSchema
  readonly required: readonly string[]
  readonly conditions: 'optional' | 'required'
  readonly hitPolicies: readonly string[]
  /** What a file of this kind has beside its rules. */
  readonly file?: JsonSchema
  /** Which records its rules are about; leads where nothing is said. */
  readonly watched?: JsonSchema
  readonly demanded?: readonly string[]
}

/** A file whose rules stand in a list or in a table; one mistake is told for the one of the two that is there. */
function rulesFile(shape: RulesShape): JsonSchema {
  const { properties, required, conditions: asked, hitPolicies, file = {}, watched = entity, demanded = [] } = shape
  const head = { entity: watched, ...file, hitPolicy: { enum: hitPolicies }, complete: flag }
  const rules = rule({ conditions, ...properties }, asked === 'required' ? ['conditions', ...required] : required)
  const rows = listOf(row(properties, required), 1)
  return {
    type: 'object',
    if: { required: ['table'] },
    then: fileOf({ ...head, table: closed({ inputs: listOf(input, 1), rows }, ['inputs', 'rows']) }, demanded),
    else: fileOf({ ...head, table: true, rules: listOf(rules, asked === 'required' ? 0 : 1) }, [...demanded, 'rules']),
  }
}

const every = { every: duration } as const

/** What a decay needs beside its model; points that no activity earned say as well from when on they grow old. */
const decay = (extra: JsonSchema, required: readonly string[]): JsonSchema => ({
  type: 'object',
  required: ['model'],
  properties: { model: { enum: ['none', 'window', 'linear', 'step', 'halfLife'] } },
  if: { required: ['model'], properties: { model: { const: 'none' } } },
  then: closed({ model: true, ...extra }, ['model']),
  else: {
    if: { required: ['model'], properties: { model: { const: 'step' } } },
    then: closed({ model: true, ...every, by: { type: 'number', exclusiveMinimum: 0, maximum: 1 }, ...extra }, [
      'every',
      ...required,
    ]),
    else: closed({ model: true, ...every, ...extra }, ['every', ...required]),
  },
})

const points: JsonSchema = {
  type: 'object',
  if: { required: ['pointsPer'] },
  then: closed(
    {
      group: id,
      pointsPer: closed({ activity: naming('activity', text), points: anyNumber, maxCount: { type: 'integer', minimum: 1 } }, [
        'activity',
        'points',
        'maxCount',
      ]),
      decay: decay({}, []),
    },
    ['group'],
  ),
  else: closed({ group: id, points: anyNumber, pointsPer: true, decay: decay({ since: listOf(text, 1) }, ['since']) }, [
    'group',
    'points',
  ]),
}

const group = closed({ id, label: localized, max: anyNumber, min: anyNumber }, ['id'])
const grade = closed({ grade: id, label: localized, from: anyNumber, until: anyNumber }, ['grade'])

const side = closed({ group: id, bands: listOf(closed({ band: text, from: anyNumber }, ['band']), 1) }, ['group', 'bands'])
const matrix = closed({ rows: side, columns: side }, ['rows', 'columns'])

/** Points fall into groups; a model that was learned from leads of the past has none. */
const groupsOfPoints: JsonSchema = {
  if: { properties: { model: { const: 'points' } } },
  then: { properties: { score: { properties: { groups: { minItems: 1 } } } } },
}

const anyScoringFile = rulesFile({
  properties: { then: points },
  required: ['then'],
  conditions: 'required',
  hitPolicies: HIT_POLICIES,
  file: {
    model: naming('model', text),
    params: anyObject,
    score: closed({ min: anyNumber, max: anyNumber, groups: listOf(group), grades: listOf(grade), matrix }, [
      'min',
      'max',
      'groups',
    ]),
  },
  demanded: ['score'],
})

export const scoringFile: JsonSchema = { ...anyScoringFile, allOf: [groupsOfPoints] }

export const transitionFile = rulesFile({
  properties: { from: listOf(naming('status', id), 1), to: naming('status', id), reason: id },
  required: ['from', 'to'],
  conditions: 'required',
  hitPolicies: SINGLE_HIT,
})

/** A part of a composition: its name, or its name with parameters. */
const part = (what: 'filter' | 'rank' | 'strategy', more: JsonSchema = {}): JsonSchema => ({
  if: { type: 'string' },
  then: naming(what, id),
  else: naming(`${what}Call`, closed({ use: naming(what, id), params: anyObject, ...more }, ['use'])),
})

const composition = closed(
  { filter: listOf(part('filter', { optional: flag })), rank: listOf(part('rank')), pick: part('strategy') },
  ['pick'],
)

const target = naming(
  'target',
  closed({
    queue: naming('queue', id),
    strategy: { if: { type: 'object' }, then: composition, else: naming('strategy', id) },
    params: anyObject,
    owner: { type: 'string', format: 'email' },
  }),
)

export const routingFile = rulesFile({
  properties: { then: target },
  required: ['then'],
  conditions: 'optional',
  hitPolicies: SINGLE_HIT,
})

const action = naming('actionCall', closed({ type: naming('action', text), params: anyObject }, ['type']))

export const automationFile = rulesFile({
  properties: { fire: { enum: ['rising', 'once', 'always'] }, then: listOf(action, 1) },
  required: ['then'],
  conditions: 'required',
  hitPolicies: HIT_POLICIES,
  watched: { enum: ['lead', ...RULED_ENTITIES] },
})

const positive: JsonSchema = { type: 'integer', minimum: 1 }

const queue = closed(
  {
    id,
    label: localized,
    manager: { type: 'string', format: 'email' },
    capacity: positive,
    claim: closed({ maxOpen: positive, perDay: positive }),
    recycle: closed({ after: duration, calendar: id, unless: conditions, to: naming('queue', id) }, ['after']),
  },
  ['id', 'label'],
)

export const queuesFile = fileOf({ queues: listOf(queue, 1) }, ['queues'])

const watching = { calendar: id, pause: listOf(naming('status', id)), escalate: listOf(duration, 1) } as const

const responseTarget = rule({ conditions, first: duration, next: duration, ...watching }, [])

export const slaFile = fileOf({ entity, ...watching, targets: listOf(responseTarget, 1) }, ['targets'])
