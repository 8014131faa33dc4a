import type { FieldMapping, MappingDefinition } from '../mapping.js'
import { firstKeyOf } from './mapping-path.js'

/** Compiles which columns of a row the mapping neither reads nor names as left out on purpose. */
export function unknownColumnsOf(definition: MappingDefinition): (row: unknown) => readonly string[] {
  const known = new Set([...pathsOf(definition).map(firstKeyOf), ...(definition.ignore ?? [])])
  return (row) =>
    typeof row === 'object' && row !== null && !Array.isArray(row) ? Object.keys(row).filter((name) => !known.has(name)) : []
}

function pathsOf(definition: MappingDefinition): readonly string[] {
  const { fields, touch = {}, lists = {}, key = [], signature, event, activities = [] } = definition
  const told = activities.flatMap(({ details = {}, ...parts }) => [...Object.values(parts), ...Object.values(details)])
  return [
    ...[...told, ...(event === undefined ? [] : [event])].flatMap(placesOf),
    ...[...Object.values(fields), ...Object.values(touch)].flatMap(placesOf),
    ...Object.values(lists).map(({ at }) => at),
    ...[key].flat(),
    ...(signature?.type === 'payload-key' ? [signature.path] : []),
  ]
}

function placesOf(mapping: string | FieldMapping): readonly string[] {
  return typeof mapping === 'string' ? [mapping] : [...[mapping.from ?? []].flat(), ...(mapping.join ?? [])]
}
