/** One place at which two JSON values differ; a side that has nothing there is absent. */
export interface JsonDifference {
  /** For example `scores.lead-score.total` or `actions[0].params`. */
  readonly path: string
  readonly before?: unknown
  readonly after?: unknown
}

/**
 * Finds where two JSON values differ, in the order of their keys; objects and lists are compared inside.
 * @example jsonDifferences({ a: 1 }, { a: 2 }) // [{ path: 'a', before: 1, after: 2 }]
 */
export function jsonDifferences(before: unknown, after: unknown, path = ''): readonly JsonDifference[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const places = Array.from({ length: Math.max(before.length, after.length) }, (_, place) => place)
    return places.flatMap((place) => jsonDifferences(before[place], after[place], `${path}[${place}]`))
  }
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) => jsonDifferences(before[key], after[key], path === '' ? key : `${path}.${key}`))
  }
  if (Object.is(before, after)) return []
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
