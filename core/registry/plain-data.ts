/*
 * What passes between core and plugins is plain data: lists, objects, and values in them. It may hold what a stranger sent, nested
 * as deep as they like, so nothing here recurses.
 */

/**
 * Freezes a value with everything inside it, so that it can be handed to code that must not change it.
 * What is no plain object or list (bytes, a date) stays as it is.
 */
export function deepFreeze<T>(value: T): T {
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const part = waiting.pop()
    if (!isPlain(part) || frozen.has(part)) continue
    frozen.add(Object.freeze(part))
    for (const inner of Object.values(part)) waiting.push(inner)
  }
  return value
}

/** Reads everything inside a value once, so that a computed property that throws does so here and not at its reader's. */
export function readThrough(value: unknown): void {
  if (!isPlain(value)) return
  const waiting: object[] = [value]
  let seen: Set<object> | undefined
  for (let read = 0; waiting.length > 0; read += 1) {
    // Most answers are small and hold nothing twice; what is larger may lead back into itself.
    if (read === SMALL) seen = new Set()
    const part = waiting.pop()
    if (part === undefined || seen?.has(part)) continue
    seen?.add(part)
    const values = part as Readonly<Record<string, unknown>>
    for (const name in values) {
      const inner = values[name]
      if (isPlain(inner)) waiting.push(inner)
    }
  }
}

const SMALL = 2_000

/**
 * A copy that its giver can no longer reach; computed properties become values.
 * @throws {DOMException} where something inside cannot be copied, such as a function.
 */
export function copyPlain(value: unknown): unknown {
  const copies = new Map<object, object>()
  const waiting: (readonly [object, object])[] = []
  const copyOf = (part: unknown): unknown => {
    if (!isPlain(part)) return typeof part === 'object' || typeof part === 'function' ? structuredClone(part) : part
    const known = copies.get(part)
    if (known) return known
    const copy: object = Array.isArray(part) ? [] : {}
    copies.set(part, copy)
    waiting.push([part, copy])
    return copy
  }
  const root = copyOf(value)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [part, copy] = next
    for (const [key, inner] of Object.entries(part)) {
      Object.defineProperty(copy, key, { value: copyOf(inner), enumerable: true, writable: true, configurable: true })
    }
  }
  return root
}

/** Frozen outside alone is not frozen inside, so `Object.isFrozen` cannot tell what was done already. */
const frozen = new WeakSet<object>()

function isPlain(value: unknown): value is object {
  return Array.isArray(value) || isPlainObject(value)
}

/** Whether a value is an object that holds values alone: no list, and nothing with methods of its own. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
