import type { JSONPath } from 'jsonc-parser'
import type { Lifecycle, Standing } from '../../model/lifecycle.js'
import { isPipeline } from '../files/is-pipeline.js'
import type { SourceFile } from '../files/source-file.js'
import { inheritedEdits } from './inherited-edits.js'
import { listEdits, type StatusEdit, type StatusMapping } from './status-mapping.js'

/** The edits of the file that declares the statuses: an id is renamed, or its entry goes where the new one is there already. */
export function lifecycleEdits(source: SourceFile, mapping: StatusMapping): readonly StatusEdit[] {
  if (!declares(source, mapping)) return []
  const { start, statuses } = source.value as unknown as Lifecycle<Standing<string>>
  const kept = new Set(statuses.flatMap(({ id }) => (mapping.map.has(id) ? [] : [id])))
  return [
    ...listEdits(start, ['start'], mapping),
    ...statuses.flatMap((status, index) => statusEditsOf(status, { path: ['statuses', index], mapping, kept })),
    ...inheritedEdits(statuses, mapping),
  ]
}

const declares = (source: SourceFile, { entity, lifecycle }: StatusMapping): boolean =>
  entity === 'opportunity' ? isPipeline(source) && source.id === lifecycle : source.kind === 'lifecycle' && !isPipeline(source)

interface Place {
  readonly path: JSONPath
  readonly mapping: StatusMapping
  /** Ids that are there already; a rename adds its own. */
  readonly kept: Set<string>
}

function statusEditsOf({ id, next }: Standing<string>, { path, mapping, kept }: Place): StatusEdit[] {
  const to = mapping.map.get(id)
  if (to !== undefined && kept.has(to)) return [{ path, from: id }]
  if (to !== undefined) kept.add(to)
  const renamed = to === undefined ? [] : [{ path: [...path, 'id'], from: id, to }]
  return [...renamed, ...(next ? listEdits(next, [...path, 'next'], mapping, [to ?? id]) : [])]
}
