/** Finds a value inside another one. */
export type PathReader = (value: unknown) => unknown

type Segment = string | number | '*'

/**
 * Prepares a path of `$.a.b`, `[n]` and `[*]` parts. Only own properties count, so no path reaches a prototype.
 * A path with `[*]` gives one flat list of all it finds, and nothing where it finds nothing.
 * On anything but an object or a list the whole value is the answer, as in json-rules-engine.
 * @example pathReader('$.employees')({ employees: 620 }) // 620
 */
export function pathReader(path: string | undefined): PathReader {
  const segments = path ? segmentsOf(path) : []
  const [first] = segments
  if (first === undefined) return (value) => value
  if (segments.includes('*')) return (value) => (isContainer(value) ? gather(value, segments) : value)
  if (segments.length === 1 && typeof first === 'string') return keyReader(first)
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
  let found = value
  for (const segment of segments) {
    if (!isReadable(found) || !Object.hasOwn(found, segment)) return undefined
    found = found[segment]
  }
  return found
}

function gather(value: unknown, segments: readonly Segment[]): unknown {
  let found: readonly unknown[] = [value]
  for (const segment of segments) found = found.flatMap((each) => (segment === '*' ? partsOf(each) : partOf(each, segment)))
  return found.length > 0 ? found : undefined
}

function partsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return Array.from(value)
  return isContainer(value) ? Object.values(value) : []
}

const partOf = (value: unknown, key: string | number): readonly unknown[] =>
  isReadable(value) && Object.hasOwn(value, key) ? [value[key]] : []

/** Inside a record a text has a length and letters, and an empty one has nothing, as in json-rules-engine. */
const isReadable = (value: unknown): value is Container => isContainer(value) || (typeof value === 'string' && value !== '')
