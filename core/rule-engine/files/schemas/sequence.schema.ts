import { WEEKDAYS } from '../../../model/calendar/working-calendar.js'
import type { JsonSchema } from '../../../model/fields.js'
import { EXIT_EVENTS } from '../../../model/sequence.js'
import { workingHours } from './calendar.schema.js'
import { conditions } from './conditions.schema.js'
import { anyObject, closed, duration, fileOf, id, listOf, localized, naming, text } from './parts.js'

const window: JsonSchema = {
  type: 'object',
  if: { required: ['calendar'] },
  then: closed({ calendar: id }, ['calendar']),
  else: closed({ days: listOf({ enum: WEEKDAYS }, 1), hours: listOf(workingHours, 1), timeZone: text }, ['days', 'hours']),
}

const exit = closed({ id, title: localized, conditions }, ['id', 'conditions'])

const opening = { id, title: localized, after: duration } as const
const mail = closed({ template: naming('mail', id), subject: localized }, ['template'])
const task = closed(
  { subject: localized, assignee: text, due: duration, priority: { enum: ['urgent', 'high', 'normal', 'low'] } },
  ['subject'],
)
const action = naming('actionCall', closed({ type: naming('action', text), params: anyObject }, ['type']))

/** A step does one thing at most: the first of the three that stands there is the one that is meant. */
const step: JsonSchema = {
  type: 'object',
  if: { required: ['mail'] },
  then: closed({ ...opening, mail }, ['id']),
  else: { if: { required: ['task'] }, then: closed({ ...opening, task }, ['id']), else: closed({ ...opening, action }, ['id']) },
}

export const sequenceFile = fileOf(
  {
    entity: { const: 'lead' },
    calendar: id,
    sendWindow: window,
    enter: conditions,
    again: { enum: ['yes', 'no'] },
    exit: listOf(exit, 1),
    exitOn: listOf({ enum: EXIT_EVENTS }, 1),
    limit: closed({ mails: { type: 'integer', minimum: 1, maximum: 100 }, within: duration }, ['mails', 'within']),
    steps: listOf(step, 1),
  },
  ['title', 'steps'],
)
