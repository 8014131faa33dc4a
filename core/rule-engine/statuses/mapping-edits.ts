import { ownNames } from '../../model/mapping/own-names.js'
import type { MappingDefinition } from '../../model/mapping.js'
import type { SourceFile } from '../files/source-file.js'
import type { StatusEdit, StatusMapping } from './status-mapping.js'

/**
 * The edits of a mapping file: what another system calls a status stands on the left and stays, ours stands on the right or is
 * the constant. A text alone is the name of a column.
 */
export function mappingEdits(source: SourceFile, mapping: StatusMapping): readonly StatusEdit[] {
  const { entity = 'lead', fields } = source.value as unknown as MappingDefinition
  if (entity !== mapping.entity) return []
  const field = entity === 'lead' ? 'status' : 'stage'
  return ownNames(fields[field]).flatMap(({ path, name }): StatusEdit[] => {
    const to = mapping.map.get(name)
    return to === undefined || !isMeant(name, fields, mapping) ? [] : [{ path: ['fields', field, ...path], from: name, to }]
  })
}

/** A stage belongs to the pipelines that the file names; where a column brings them, to the only pipeline that has it. */
function isMeant(name: string, { pipeline }: MappingDefinition['fields'], { entity, lifecycle, shared }: StatusMapping): boolean {
  if (entity === 'lead') return true
  const pipelines = [...new Set(ownNames(pipeline).map((one) => one.name))]
  if (pipelines.length === 1) return pipelines[0] === lifecycle
  return !shared.has(name) && (pipelines.length === 0 || pipelines.includes(lifecycle))
}
