import { isPlain } from './own-copy.js'

/**
 * Writes a value so that two have the same text only where nothing could tell their copies apart: lists, plain objects, dates
 * and patterns by what they hold, keys sorted; every other thing that is no JSON by a number of its own.
 * @example identityKey({ b: 1, a: [Number.NaN] }) // '{"a":[NaN],"b":1}'
 */
export function identityKey(value: unknown): string {
  if (typeof value === 'object' && value !== null) return objectKey(value)
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value)
  if (typeof value === 'bigint') return `${value}n`
  return typeof value === 'function' || typeof value === 'symbol' ? numberOf(value) : (JSON.stringify(value) ?? 'undefined')
}

function objectKey(value: object): string {
  if (value instanceof Date) return `Date(${value.getTime()})`
  if (value instanceof RegExp) return `RegExp(${JSON.stringify(String(value))})`
  return isPlain(value) ? containerKey(value) : numberOf(value)
}

function containerKey(value: object): string {
  if (Array.isArray(value)) return `[${Array.from(value, (element, at) => (at in value ? identityKey(element) : '')).join(',')}]`
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${identityKey(entry)}`).join(',')}}`
}

const numbers = new WeakMap<WeakKey, number>()
let count = 0

function numberOf(value: object | symbol): string {
  const shared = typeof value === 'symbol' ? Symbol.keyFor(value) : undefined
  if (shared !== undefined) return `Symbol(${JSON.stringify(shared)})`
  const known = numbers.get(value)
  if (known !== undefined) return `#${known}`
  count += 1
  numbers.set(value, count)
  return `#${count}`
}
