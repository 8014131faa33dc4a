import { anyNumber, anyObject, closed, count, duration, fileOf, flag, id, instant, listOf, text } from './parts.js'

const activity = closed({ type: text, at: instant, count: { type: 'integer', minimum: 1 } }, ['type'])

const member = closed(
  { id: text, openLeads: count, capacity: count, weight: anyNumber, territories: listOf(text), active: flag, away: flag },
  ['id'],
)

const expected = closed({
  score: anyNumber,
  grade: id,
  status: id,
  queue: id,
  ownerId: text,
  fired: listOf(text),
  /** The routing rule or row that decided. */
  rule: text,
})

const step = closed({ at: duration, activity: closed({ type: text }, ['type']), set: anyObject, expect: expected }, ['at'])

const aCase = closed(
  {
    name: text,
    start: instant,
    given: closed(
      { lead: anyObject, activities: listOf(activity), queues: { type: 'object', additionalProperties: listOf(member) } },
      ['lead'],
    ),
    expect: expected,
    timeline: listOf(step, 1),
  },
  ['name', 'given'],
)

/** Cases beside the files they are for. */
export const casesFile = fileOf({ for: listOf(text, 1), cases: listOf(aCase, 1) }, ['for', 'cases'])
