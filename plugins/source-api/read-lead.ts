import { didYouMean, type LeadInput, type Refusal } from '../../core/plugin-api/index.js'
import { readActivities, readInstant } from './read-activities.js'

/** Decided by rules and people; a program that wants to change them edits the lead instead. */
const CLOSED = [
  'status',
  'statusReason',
  'ownerId',
  'queue',
  'score',
  'grade',
  'id',
  'version',
  'createdAt',
  'updatedAt',
] as const
const PARTS = ['values', 'touch', 'activities', 'visitor', 'isEvent', 'at'] as const
const MARKS = ['utmSource', 'utmMedium', 'utmCampaign', 'utmTerm', 'utmContent', 'clickId', 'referrer', 'landingPage'] as const

type Members = Readonly<Record<string, unknown>>

/**
 * Reads a lead in either shape: fields under `values`, or flat beside `touch`, `activities` and `at`.
 * What has another shape, or names a field that is closed from here, is refused.
 */
export function readLead(payload: unknown): LeadInput | Refusal {
  if (!isMembers(payload)) return { refused: 'A lead is an object of fields and values.' }
  const { values, touch, activities, visitor, isEvent, at } = partsOf(payload)
  if (!isMembers(values)) return { refused: '"values" is an object of fields and values.' }
  const stranger = 'values' in payload ? Object.keys(payload).find((name) => !PARTS.some((part) => part === name)) : undefined
  if (stranger !== undefined) return unknownName(stranger, { known: PARTS, place: 'beside "values"' })
  const closed = CLOSED.find((field) => Object.hasOwn(values, field))
  if (closed) return { refused: `The field "${closed}" cannot be written from here.`, fields: [closed] }
  if (!Object.values(values).some(isGiven)) return { refused: 'The lead has no value.' }
  const marks = readMarks(touch)
  if (isRefused(marks)) return marks
  const done = readActivities(activities)
  if (isRefused(done)) return done
  const instant = at === undefined ? undefined : readInstant(at)
  if (at !== undefined && instant === undefined) return { refused: '"at" is an instant in ISO 8601, or milliseconds since 1970.' }
  if (visitor !== undefined && typeof visitor !== 'string') return { refused: '"visitor" is the key of the visitor, a text.' }
  return {
    ...{ values, touch: marks, activities: done },
    ...(instant === undefined ? {} : { at: instant }),
    ...(visitor === undefined ? {} : { visitor }),
    ...(isEvent === true ? { isEvent } : {}),
  }
}

function partsOf(payload: Members): Readonly<Record<(typeof PARTS)[number], unknown>> {
  const { touch, activities, visitor, isEvent, at, ...flat } = payload
  return { values: 'values' in payload ? payload['values'] : flat, touch, activities, visitor, isEvent, at }
}

function readMarks(touch: unknown): Readonly<Record<string, string>> | Refusal {
  if (touch === undefined) return {}
  if (!isMembers(touch)) return { refused: '"touch" is an object of marks, for example utmSource.' }
  for (const [name, mark] of Object.entries(touch)) {
    if (!MARKS.some((known) => known === name)) return unknownName(name, { known: MARKS, place: 'in "touch"' })
    if (typeof mark !== 'string') return { refused: `"${name}" in "touch" is a text.` }
  }
  return touch as Readonly<Record<string, string>>
}

function unknownName(name: string, { known, place }: { known: readonly string[]; place: string }): Refusal {
  const near = didYouMean(name, known)
  const shown = name.slice(0, 60)
  return { refused: `There is no "${shown}" ${place}${near ? `; did you mean "${near}"?` : `. Known: ${known.join(', ')}.`}` }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== ''
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)
const isRefused = (read: object): read is Refusal => 'refused' in read && typeof read.refused === 'string'
