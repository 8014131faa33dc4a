import type { JSONPath } from 'jsonc-parser'

/** What becomes of statuses of leads, or of stages of one pipeline: each old one another, which may be there already. */
export interface StatusMapping {
  /** `lead` for the statuses of leads, or the id of a pipeline. */
  readonly lifecycle: string
  readonly entity: 'lead' | 'opportunity'
  readonly map: ReadonlyMap<string, string>
  /** Ids that another pipeline has as well: where no pipeline is named, nobody knows which one is meant. */
  readonly shared: ReadonlySet<string>
}

/** One change of a file: another value at a place, nothing there any more, or entries that a list gets. */
export interface StatusEdit {
  readonly path: JSONPath
  readonly from: string
  /** Absent where the place goes: it would stand there twice. */
  readonly to?: string
  /** What the list at the path takes over from the status that goes. */
  readonly added?: readonly unknown[]
}

/** In a list each name stands once. */
export function listEdits(value: unknown, path: JSONPath, mapping: StatusMapping, taken: readonly string[] = []): StatusEdit[] {
  if (!Array.isArray(value)) return textEdit(value, path, mapping)
  const kept = new Set([...taken, ...value.filter((each): each is string => typeof each === 'string' && !mapping.map.has(each))])
  return value.flatMap((each: unknown, index): StatusEdit[] => {
    const [edit] = textEdit(each, [...path, index], mapping)
    if (!edit?.to) return []
    if (kept.has(edit.to)) return [{ path: edit.path, from: edit.from }]
    kept.add(edit.to)
    return [edit]
  })
}

/** The edit of a text that is one of the names; a name that two pipelines have is changed only where its pipeline is known. */
export function textEdit(value: unknown, path: JSONPath, { map, entity, shared }: StatusMapping): StatusEdit[] {
  const to = typeof value === 'string' ? map.get(value) : undefined
  const isUnclear = entity === 'opportunity' && shared.has(String(value)) && !path.includes('statuses') && path.at(-1) !== 'stage'
  return to === undefined || isUnclear ? [] : [{ path, from: String(value), to }]
}
