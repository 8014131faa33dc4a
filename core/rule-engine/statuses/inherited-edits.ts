import type { Standing } from '../../model/lifecycle.js'
import type { StatusEdit, StatusMapping } from './status-mapping.js'

type Statuses = readonly Standing<string>[]

/**
 * What a status takes over from those that are merged into it: their ways on, so that nothing that stood there is locked in, and
 * their reasons where it asks for reasons itself. What it demands on entering stays its own.
 */
export function inheritedEdits(statuses: Statuses, mapping: StatusMapping): readonly StatusEdit[] {
  return statuses.flatMap((target, index): StatusEdit[] => {
    const merged = mergedInto(target, statuses, mapping)
    if (merged.length === 0) return []
    const path = ['statuses', index]
    return [
      ...wayEdits(target, merged, { path: [...path, 'next'], mapping }),
      ...reasonEdits(target, merged, { path: [...path, 'reasons'], mapping }),
    ]
  })
}

/** The statuses whose entries go in favour of this one; of several that become a new one together the first is its entry. */
function mergedInto(target: Standing<string>, statuses: Statuses, { map }: StatusMapping): Statuses {
  const id = map.get(target.id) ?? target.id
  const all = statuses.filter((status) => (map.get(status.id) ?? status.id) === id)
  const entry = all.find((status) => !map.has(status.id)) ?? all[0]
  return entry === target ? all.filter((status) => status !== target) : []
}

interface Place {
  readonly path: StatusEdit['path']
  readonly mapping: StatusMapping
}

/** A status without `next` leads anywhere, and so then does what takes it in. */
function wayEdits(target: Standing<string>, merged: Statuses, { path, mapping: { map } }: Place): StatusEdit[] {
  if (!target.next) return []
  const free = merged.find(({ next }) => next === undefined)
  if (free) return [{ path, from: free.id }]
  const renamed = (id: string): string => map.get(id) ?? id
  const known = new Set([renamed(target.id), ...target.next.map(renamed)])
  return merged.flatMap(({ id, next = [] }): StatusEdit[] => {
    const added = [...new Set(next.map(renamed))].filter((way) => !known.has(way))
    for (const way of added) known.add(way)
    return added.length === 0 ? [] : [{ path, from: id, added }]
  })
}

function reasonEdits(target: Standing<string>, merged: Statuses, { path }: Place): StatusEdit[] {
  if (!target.reasons) return []
  const known = new Set(target.reasons.map(({ id }) => id))
  return merged.flatMap(({ id, reasons = [] }): StatusEdit[] => {
    const added = reasons.filter((reason) => !known.has(reason.id))
    for (const reason of added) known.add(reason.id)
    return added.length === 0 ? [] : [{ path, from: id, added }]
  })
}
