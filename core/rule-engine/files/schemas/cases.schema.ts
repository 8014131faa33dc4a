import type { JsonSchema } from '../../../model/fields.js'
import { RULED_ENTITIES } from '../../../model/ruled-entity.js'
import { anyNumber, anyObject, closed, count, duration, fileOf, flag, id, instant, listOf, naming, text } from './parts.js'

const happened = { type: naming('activity', text), details: anyObject } as const
const activity = closed({ ...happened, at: instant, count: { type: 'integer', minimum: 1 } }, ['type'])

const member = closed(
  { id: text, openLeads: count, capacity: count, weight: anyNumber, territories: listOf(text), active: flag, away: flag },
  ['id'],
)

/** `null` expects that there is none. */
const orNone = (schema: JsonSchema): JsonSchema => ({ if: { type: 'null' }, else: schema })

const expected = closed({
  score: anyNumber,
  grade: orNone(naming('grade', id)),
  scores: { type: 'object', additionalProperties: anyNumber },
  groups: { type: 'object', additionalProperties: anyNumber },
  status: naming('status', id),
  reason: orNone(id),
  queue: orNone(naming('queue', id)),
  strategy: orNone(naming('strategy', text)),
  ownerId: orNone(text),
  moved: listOf(text),
  fired: listOf(text),
  actions: listOf(text),
  problems: listOf(text),
  /** The routing rule or row that decided. */
  rule: orNone(text),
})

const step = closed({ at: duration, activity: closed(happened, ['type']), set: anyObject, expect: expected }, ['at'])

const aCase: JsonSchema = {
  ...closed(
    {
      name: text,
      start: instant,
      given: {
        ...closed({
          lead: naming('leadFields', anyObject),
          ...Object.fromEntries(RULED_ENTITIES.map((entity) => [entity, anyObject])),
          activities: listOf(activity),
          facts: anyObject,
          queues: naming('queues', { type: 'object', additionalProperties: listOf(member) }),
        }),
        if: { not: { anyOf: RULED_ENTITIES.map((entity) => ({ required: [entity] })) } },
        then: { required: ['lead'] },
      },
      expect: expected,
      timeline: listOf(step, 1),
    },
    ['name', 'given'],
  ),
  if: { properties: { given: { required: ['lead'] } } },
  then: { properties: { timeline: { items: { properties: { set: naming('leadFields', anyObject) } } } } },
}

/** Cases beside the files they are for. */
export const casesFile = fileOf({ for: listOf(text, 1), cases: listOf(aCase, 1) }, ['for', 'cases'])
