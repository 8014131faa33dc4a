import type { JSONPath } from 'jsonc-parser'
import type { Alteration } from './mutant.js'
import { type NamesFor, neighboursOf } from './neighbours.js'

/** Keys under which people are told something; a mistake in them changes no decision. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['title', 'label', 'description', 'id', 'grade'])

/** Every number, duration and name below a place, changed a little: points, caps, bounds of grades, decay, queues, strategies. */
export function alterValues(
  value: unknown,
  { path, namesFor }: { readonly path: JSONPath; readonly namesFor: NamesFor },
): readonly Alteration[] {
  const key = String(path.findLast((part) => typeof part === 'string') ?? '')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => {
      if (TEXT_KEYS.has(name)) return []
      return alterValues(inner, { path: [...path, Array.isArray(value) ? Number(name) : name], namesFor })
    })
  return neighboursOf(value, { key, namesFor }).map((to) => ({
    at: path,
    edit: { path, to },
    change: { kind: 'value', key, from: value, to },
  }))
}

/** Each element of a list left out, unless it is the only one and must be there. */
export function dropEach(
  list: readonly unknown[],
  { path, least = 1 }: { readonly path: JSONPath; readonly least?: number },
): readonly Alteration[] {
  if (list.length <= least) return []
  return list.map((what, index) => ({
    at: [...path, index],
    edit: { path: [...path, index] },
    change: { kind: 'dropped', what },
  }))
}
