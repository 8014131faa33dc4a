/**
 * Copies lists, plain objects, dates and patterns, and freezes what can be frozen, so that nobody who has the original changes
 * the copy. Everything else that is no JSON (a set, a function) stays the very same.
 */
export function ownCopy<T>(value: T): T {
  return copied(value, Object.freeze) as T
}

/** The same to be changed at will. */
export function freeCopy<T>(value: T): T {
  return copied(value, (copy) => copy) as T
}

/** Whether a value is a list or an object as JSON knows them. */
export function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

function copied(value: unknown, finish: (copy: object) => object): unknown {
  if (value instanceof Date) return new Date(value)
  if (value instanceof RegExp) return new RegExp(value)
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value
  if (Array.isArray(value)) return finish(value.map((element) => copied(element, finish)))
  return finish(Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copied(entry, finish)])))
}
