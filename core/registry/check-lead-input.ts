import { touchFields } from '../model/entities/touch.js'
import { isPlainObject } from './plain-data.js'

/**
 * Refuses what a plugin gave as a lead but cannot be one, before anybody works with it.
 * @throws {TypeError} with the first mistake; a value itself is checked later, against its field.
 */
export function checkLeadInput(input: unknown): void {
  const mistake = mistakeIn(input)
  if (mistake !== undefined) throw new TypeError(`a lead is { values, touch?, activities?, at? }, but ${mistake}`)
  // What JSON cannot hold could not be stored: this throws in its own words.
  JSON.stringify(input)
}

/** The same for all that a source found in one submission: one lead or a list of them. */
export function checkLeadInputs<T>(answer: T): T {
  for (const input of Array.isArray(answer) ? answer : [answer]) checkLeadInput(input)
  return answer
}

function mistakeIn(input: unknown): string | undefined {
  if (!isPlainObject(input)) return 'this is no object'
  const { values, touch, activities, consents, visitor, at } = input as Readonly<Record<string, unknown>>
  if (!isPlainObject(values)) return '"values" is no object'
  if (at !== undefined && !isInstant(at)) return '"at" is no instant in whole milliseconds'
  if (visitor !== undefined && typeof visitor !== 'string') return '"visitor" is no text'
  return mistakeInTouch(touch) ?? mistakeInActivities(activities) ?? mistakeInConsents(consents)
}

function mistakeInTouch(touch: unknown): string | undefined {
  if (touch === undefined) return undefined
  if (!isPlainObject(touch)) return '"touch" is no object'
  const [name] = Object.entries(touch).find(([mark, value]) => !isMark(mark, value)) ?? []
  return name === undefined ? undefined : `"touch.${name}" is no text of a known mark (${Object.keys(touchFields).join(', ')})`
}

const isMark = (name: string, value: unknown): boolean =>
  Object.hasOwn(touchFields, name) && (value === undefined || typeof value === 'string')

function mistakeInActivities(activities: unknown): string | undefined {
  if (activities === undefined) return undefined
  if (!Array.isArray(activities)) return '"activities" is no list'
  const place = activities.findIndex((activity: unknown) => !isActivity(activity))
  return place < 0
    ? undefined
    : `"activities[${place}]" is not { type: 'dotted.text', at?, direction?, durationSeconds?, outcome?, subject?, details? }`
}

function mistakeInConsents(consents: unknown): string | undefined {
  if (consents === undefined) return undefined
  if (!Array.isArray(consents)) return '"consents" is no list'
  const place = consents.findIndex((consent: unknown) => !isConsent(consent))
  return place < 0 ? undefined : `"consents[${place}]" is not { purpose, given, textVersion?, text? }`
}

function isConsent(consent: unknown): boolean {
  if (!isPlainObject(consent)) return false
  const { purpose, given, textVersion, text, ...others } = consent as Readonly<Record<string, unknown>>
  const isWritten = typeof purpose === 'string' && purpose !== '' && typeof given === 'boolean'
  return isWritten && [textVersion, text].every(isTextOrAbsent) && Object.keys(others).length === 0
}

const isTextOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'string'

function isActivity(activity: unknown): boolean {
  if (!isPlainObject(activity)) return false
  const told = activity as Readonly<Record<string, unknown>>
  const { type, at, direction, durationSeconds, outcome, subject, idempotencyKey, details: _, ...others } = told
  return (
    typeof type === 'string' &&
    ACTIVITY_TYPE.test(type) &&
    (at === undefined || isInstant(at)) &&
    (direction === undefined || direction === 'inbound' || direction === 'outbound') &&
    (durationSeconds === undefined || (Number.isSafeInteger(durationSeconds) && Number(durationSeconds) >= 0)) &&
    [subject, outcome, idempotencyKey].every(isTextOrAbsent) &&
    Object.keys(others).length === 0
  )
}

const ACTIVITY_TYPE = /^[a-z][\w-]*(\.[\w-]+)*$/i

/** Beyond these days a number is a safe integer still, but no date. */
const LAST_INSTANT = 8_640_000_000_000_000
const isInstant = (at: unknown): boolean => Number.isSafeInteger(at) && Math.abs(at as number) <= LAST_INSTANT
