import type { TouchMarks } from '../entities/touch.js'
import type { FieldMapping, MappingDefinition } from '../mapping.js'
import { activityReader, type MappedActivity } from './activity-reader.js'
import { answerTest, fieldReader, type HoldsValue } from './field-reader.js'
import { firstReaderOf, type Reader, readerOf } from './mapping-path.js'
import { listReader } from './name-lists.js'
import { unknownColumnsOf } from './unknown-columns.js'

/** What a mapping read out of one foreign row: values not yet checked against the fields. */
export interface MappedLead {
  /** Names the lead for ever in the system it came from. */
  readonly key?: string
  readonly values: Readonly<Record<string, unknown>>
  readonly touch: TouchMarks
  /** Names the message for ever, where the mapping reads what people did. */
  readonly event?: string
  readonly activities?: readonly MappedActivity[]
  /** Top-level keys of the row that the mapping neither reads nor ignores; absent when there are none. */
  readonly unknownColumns?: readonly string[]
}

/**
 * Prepares a mapping, so that many payloads can be read fast. With `each`, paths begin at one of the leads in the payload.
 * @throws {CrmError} MAPPING_PATH_INVALID.
 * @example compileMapping({ …, fields: { name: { join: ['First', 'Last'] } } })({ First: 'Sara', Last: 'Ahmadi' })
 * // [{ values: { name: 'Sara Ahmadi' }, touch: {} }]
 */
export function compileMapping(definition: MappingDefinition): (payload: unknown) => readonly MappedLead[] {
  const holds = answerTest(definition.missing ?? [])
  const rowsOf = definition.each === undefined ? (payload: unknown) => [payload] : rowsAt(readerOf(definition.each))
  const withLists = listReader(definition.lists, holds)
  const valuesOf = recordReader(definition.fields, holds)
  const marksOf = recordReader(definition.touch ?? {}, holds)
  const keyOf = firstReaderOf(definition.key ?? [], holds)
  const eventOf = definition.event === undefined ? undefined : fieldReader(definition.event, holds)
  const activitiesOf = activityReader(definition.activities, holds)
  const unknownIn = unknownColumnsOf(definition)
  return (payload) =>
    rowsOf(payload).map((foreign) => {
      const row = withLists(foreign)
      const key = textOf(keyOf(row))
      const event = textOf(eventOf?.(row))
      const activities = activitiesOf(row)
      const unknownColumns = unknownIn(foreign)
      return {
        ...(key === undefined ? {} : { key }),
        values: valuesOf(row),
        touch: textsOf(marksOf(row)),
        ...(event === undefined ? {} : { event }),
        ...(activities.length === 0 ? {} : { activities }),
        ...(unknownColumns.length === 0 ? {} : { unknownColumns }),
      }
    })
}

/** Reads one payload; whoever has many should compile the mapping. */
export function applyMapping(definition: MappingDefinition, payload: unknown): readonly MappedLead[] {
  return compileMapping(definition)(payload)
}

function rowsAt(read: Reader): (payload: unknown) => readonly unknown[] {
  return (payload) => {
    const rows = read(payload)
    return Array.isArray(rows) ? rows : rows === undefined || rows === null ? [] : [rows]
  }
}

function recordReader(fields: Readonly<Record<string, string | FieldMapping>>, holds: HoldsValue) {
  const readers = Object.entries(fields).map(([field, mapping]) => [field, fieldReader(mapping, holds)] as const)
  return (row: unknown): Readonly<Record<string, unknown>> => {
    const values: Record<string, unknown> = {}
    for (const [field, read] of readers) {
      const value = read(row)
      if (value !== undefined) values[field] = value
    }
    return values
  }
}

function textsOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => pairOf(name, textOf(value))))
}

const pairOf = (name: string, text: string | undefined): readonly (readonly [string, string])[] =>
  text === undefined ? [] : [[name, text]]

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : undefined
}
