import type { ActivityMapping, FieldMapping } from '../mapping.js'
import { fieldReader, type HoldsValue } from './field-reader.js'
import type { Reader } from './mapping-path.js'

/** An activity as a mapping read it: whatever has not the shape of its part is left out. */
export interface MappedActivity {
  readonly type: string
  readonly at?: number
  readonly direction?: 'inbound' | 'outbound'
  readonly durationSeconds?: number
  readonly outcome?: string
  readonly subject?: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** Compiles what a payload tells of things that happened; one without a type did not happen. */
export function activityReader(
  mappings: readonly ActivityMapping[] = [],
  holds: HoldsValue,
): (row: unknown) => readonly MappedActivity[] {
  const readers = mappings.map((mapping) => oneReader(mapping, holds))
  return (row) => readers.flatMap((read) => read(row) ?? [])
}

function oneReader(mapping: ActivityMapping, holds: HoldsValue): (row: unknown) => MappedActivity | undefined {
  const read = (part: string | FieldMapping | undefined): Reader =>
    part === undefined ? () => undefined : fieldReader(part, holds)
  const [type, at, direction, seconds] = [mapping.type, mapping.at, mapping.direction, mapping.durationSeconds].map(read)
  const [outcome, subject] = [mapping.outcome, mapping.subject].map(read)
  const details = Object.entries(mapping.details ?? {}).map(([name, part]) => [name, read(part)] as const)
  return (row) => {
    const kind = type?.(row)
    if (typeof kind !== 'string') return undefined
    const told = Object.fromEntries(details.flatMap(([name, part]) => pair(name, part(row))))
    return {
      type: kind,
      ...instant(at?.(row)),
      ...way(direction?.(row)),
      ...whole(seconds?.(row)),
      ...text('outcome', outcome?.(row)),
      ...text('subject', subject?.(row)),
      ...(Object.keys(told).length > 0 ? { details: told } : {}),
    }
  }
}

const pair = (name: string, value: unknown): readonly (readonly [string, unknown])[] =>
  value === undefined ? [] : [[name, value]]

function instant(value: unknown): { at?: number } {
  const at = typeof value === 'string' ? Date.parse(value) : value
  return typeof at === 'number' && Number.isSafeInteger(at) ? { at } : {}
}

const way = (value: unknown): { direction?: 'inbound' | 'outbound' } =>
  value === 'inbound' || value === 'outbound' ? { direction: value } : {}

function whole(value: unknown): { durationSeconds?: number } {
  const seconds = Math.round(Number(value))
  return value !== undefined && Number.isSafeInteger(seconds) && seconds >= 0 ? { durationSeconds: seconds } : {}
}

const text = (name: 'outcome' | 'subject', value: unknown) => (typeof value === 'string' && value !== '' ? { [name]: value } : {})
