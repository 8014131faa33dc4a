import { createHash } from 'node:crypto'
import type { Fields } from '../../model/fields.js'
import { type FormValues, formText } from '../body/index.js'
import type { Clock } from '../local-instant.js'
import { changedValues, editableFields, formValuesOf, plainText } from './record-form.js'

/** A form that came back, held against the record as it is now. */
export interface ComparedEdit {
  /** What the person changed; `null` clears. */
  readonly changes: Readonly<Record<string, unknown>>
  /** Fields that somebody else changed since the form was shown. */
  readonly theirs: readonly string[]
  /** The record as it is now, with the person's own changes over it. */
  readonly values: FormValues
}

/**
 * Compares what was sent with what the form had shown and with what is there now, field by field: a field that the person
 * left alone is never written, whatever the form still held.
 */
export function compareEdit(fields: Fields, { record, posted, ...reading }: Comparing): ComparedEdit {
  const { apart } = reading
  const now = formValuesOf(fields, record, reading)
  const isLeftAlone = (name: string) => posted[name] !== undefined && markOf(posted[name]) === formText(posted, markName(name))
  const changes = Object.fromEntries(
    Object.entries(changedValues(fields, { before: now, posted, ...reading })).filter(([name]) => !isLeftAlone(name)),
  )
  const theirs = editableFields(fields, apart).filter((name) => {
    const mark = formText(posted, markName(name))
    return mark !== '' && mark !== markOf(now[name] ?? '')
  })
  const own = Object.keys(changes).flatMap((name) => (posted[name] === undefined ? [] : [[name, posted[name]] as const]))
  return { changes, theirs, values: { ...now, ...Object.fromEntries(own) } }
}

interface Comparing {
  readonly record: Readonly<Record<string, unknown>>
  readonly posted: FormValues
  readonly apart?: readonly string[]
  /** Whose the form is; times are read and shown in UTC without it. */
  readonly clock?: Clock
}

/** Name of the hidden input that keeps what a field held when the form was shown. */
export const markName = (field: string): string => `was.${field}`

/** A short digest: the values themselves would double a long form. */
export function markOf(value: FormValues[string] = ''): string {
  return createHash('sha256').update(plainText(value)).digest('base64url').slice(0, 16)
}

/** Whether the form was made for an older version and does not say what it showed. */
export function isUnmarkedAndOlder(posted: FormValues, version: number): boolean {
  const shown = formText(posted, 'version')
  const hasMarks = Object.keys(posted).some((name) => name.startsWith(markName('')))
  return !hasMarks && shown !== '' && Number(shown) !== version
}
