import type { LeadInput, Refusal } from '../../core/plugin-api/index.js'

type Activities = NonNullable<LeadInput['activities']>

const MOST = 100
const TYPE = /^[a-z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+)*$/
const NAMES = new Set(['type', 'at', 'direction', 'durationSeconds', 'outcome', 'subject', 'details', 'key'])

/** Reads what a lead did: a list of entries with a dotted `type`, and `at`, `direction` and the rest where they are known. */
export function readActivities(activities: unknown): Activities | Refusal {
  if (activities === undefined) return []
  if (!Array.isArray(activities)) return { refused: '"activities" is a list.' }
  if (activities.length > MOST) return { refused: `"activities" holds at most ${MOST} entries.` }
  const read: Activities[number][] = []
  for (const [index, entry] of activities.entries()) {
    const one = readActivity(entry)
    if (typeof one === 'string') return { refused: `Activity ${index + 1}: ${one}` }
    read.push(one)
  }
  return read
}

/** Reads ISO 8601, or milliseconds since 1970. */
export function readInstant(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && Math.abs(value) <= LAST_INSTANT ? Math.round(value) : undefined
  if (typeof value !== 'string' || !ISO.test(value)) return undefined
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? undefined : instant
}

function readActivity(entry: unknown): Activities[number] | string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'it is an object with a "type".'
  const { type, at, direction, durationSeconds, outcome, subject, details, key } = entry as Readonly<Record<string, unknown>>
  const stranger = Object.keys(entry).find((name) => !NAMES.has(name))
  if (stranger !== undefined) return `there is no "${stranger.slice(0, 60)}". Known: ${[...NAMES].join(', ')}.`
  if (typeof type !== 'string' || type.length > 60 || !TYPE.test(type)) return '"type" is dotted, for example "page.pricing".'
  if (subject !== undefined && typeof subject !== 'string') return '"subject" is a text.'
  if (outcome !== undefined && typeof outcome !== 'string') return '"outcome" is a text, for example "answered".'
  if (direction !== undefined && direction !== 'inbound' && direction !== 'outbound')
    return '"direction" is "inbound" or "outbound".'
  if (durationSeconds !== undefined && !(Number.isSafeInteger(durationSeconds) && Number(durationSeconds) >= 0))
    return '"durationSeconds" is a whole number of seconds.'
  if (key !== undefined && (typeof key !== 'string' || key === '' || key.length > 200))
    return '"key" is a text that names it for ever.'
  const instant = at === undefined ? undefined : readInstant(at)
  if (at !== undefined && instant === undefined) return '"at" is an instant in ISO 8601, or milliseconds since 1970.'
  return {
    type,
    ...(instant === undefined ? {} : { at: instant }),
    ...(direction === undefined ? {} : { direction }),
    ...(durationSeconds === undefined ? {} : { durationSeconds: Number(durationSeconds) }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(subject === undefined ? {} : { subject }),
    ...(details === undefined ? {} : { details }),
    ...(key === undefined ? {} : { idempotencyKey: key }),
  }
}

const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/
const LAST_INSTANT = 8_640_000_000_000_000
