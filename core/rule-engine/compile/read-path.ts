/** Finds a value inside another one. */
export type PathReader = (value: unknown) => unknown

type Segment = string | number | '*'

/**
 * Prepares a path of `$.a.b`, `[n]` and `[*]` parts. Only own properties count, so no path reaches a prototype.
 * On anything but an object or a list the whole value is the answer, as in json-rules-engine.
 * @example pathReader('$.employees')({ employees: 620 }) // 620
 */
export function pathReader(path: string | undefined): PathReader {
  const segments = path ? segmentsOf(path) : []
  const [first] = segments
  if (first === undefined) return (value) => value
  if (segments.length === 1 && typeof first === 'string' && !segments.includes('*')) return keyReader(first)
  return (value) => (isContainer(value) ? follow(value, segments) : value)
}

/** Most paths are one field of the lead, so this one is kept short. */
function keyReader(key: string): PathReader {
  return (value) => (isContainer(value) ? (Object.hasOwn(value, key) ? value[key] : undefined) : value)
}

type Container = Readonly<Record<string | number, unknown>>

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null

function segmentsOf(path: string): Segment[] {
  return [...path.matchAll(/\.([a-zA-Z_][a-zA-Z0-9_-]*)|\[(\d+)\]|\[(\*)\]/g)].map(([, key, index, star]) =>
    star ? '*' : index === undefined ? (key ?? '') : Number(index),
  )
}

function follow(value: unknown, segments: readonly Segment[]): unknown {
  const [segment, ...rest] = segments
  if (segment === undefined) return value
  if (!isContainer(value)) return undefined
  if (segment !== '*') return Object.hasOwn(value, segment) ? follow(value[segment], rest) : undefined
  if (!Array.isArray(value)) return undefined
  return value.map((element) => follow(element, rest)).filter((element) => element !== undefined)
}
