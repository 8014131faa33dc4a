import type { JSONPath } from 'jsonc-parser'
import type { CrmError } from '../../errors.js'
import { checkShape, type ShapeMistake, type ShapeReport } from './check-shape.js'
import type { RuleKind, SourceFile } from './source-file.js'

/** A file without the entries whose shape is wrong: the others are still worth checking. */
export interface SoundPart extends SourceFile {
  /** The path in the file of a path in what is left of it. */
  inFile(path: JSONPath): JSONPath
  /** Whether something was left out. */
  readonly isPart: boolean
}

/** Compares files with the schemas of their kinds: the mistakes, and of each file as much as can be checked further. */
export function shapesOf(files: readonly SourceFile[]): {
  readonly mistakes: readonly CrmError[]
  readonly sound: readonly SoundPart[]
} {
  const shapes = files.map((source) => ({ source, found: checkShape(source) }))
  return {
    mistakes: shapes.flatMap(({ found }) => found.mistakes.map(({ error }) => error)),
    sound: shapes.flatMap(({ source, found }) => soundPart(source, found)),
  }
}

/** Where the entries of a file stand: each is good or bad for itself. */
const ENTRIES: Readonly<Partial<Record<RuleKind, readonly (readonly string[])[]>>> = {
  automation: [['rules'], ['table', 'rows']],
  cases: [['cases']],
  conditions: [['conditions']],
  fields: [['fields']],
  queues: [['queues']],
  routing: [['rules'], ['table', 'rows']],
  scoring: [['rules'], ['table', 'rows']],
  transition: [['rules'], ['table', 'rows']],
}

function soundPart(source: SourceFile, { mistakes: found, isWhole }: ShapeReport): SoundPart[] {
  if (!isWhole) return []
  if (found.length === 0) return [{ ...source, isPart: false, inFile: (path) => path }]
  const nodes = found.map(({ path }) => conditionNode(path, source))
  const value = nodes.reduce<unknown>((whole, node) => (node ? put(whole, node, { all: [] }) : whole), source.value)
  const left = found.filter((_, index) => !nodes[index])
  const sound = { ...source, value: value as SourceFile['value'], isPart: true }
  return left.length === 0 ? [{ ...sound, inFile: (path) => path }] : withoutEntries(sound, left)
}

/** The innermost node of conditions that holds a mistake; one that asks nothing can stand in its place. A list of named conditions is none. */
function conditionNode(path: JSONPath, { kind, value }: Pick<SourceFile, 'kind' | 'value'>): JSONPath | undefined {
  for (let length = path.length; length > 0; length--) {
    const [before, last] = [path[length - 2], path[length - 1]]
    const isChild = typeof last === 'number' && (before === 'all' || before === 'any')
    const node = path.slice(0, length)
    if (isChild || last === 'not') return node
    if (last === 'conditions' && !(kind === 'conditions' && length === 1)) return at(value, node) === undefined ? undefined : node
  }
  return undefined
}

function withoutEntries(source: Omit<SoundPart, 'inFile'>, found: readonly ShapeMistake[]): SoundPart[] {
  const lists = ENTRIES[source.kind] ?? []
  const bad = found.map(({ path }) => ({ path, list: lists.find((list) => startsWith(path, list) && path.length > list.length) }))
  const [list, ...others] = [...new Set(bad.map((mistake) => mistake.list))]
  if (list === undefined || others.length > 0) return []
  const out = new Set(bad.map(({ path }) => path[list.length]))
  const content = at(source.value, [...list]) as object
  const kept = Object.entries(content).filter(([key]) => !out.has(Array.isArray(content) ? Number(key) : key))
  const inFile = (path: JSONPath): JSONPath => {
    const entry = path[list.length]
    if (typeof entry !== 'number' || !startsWith(path, list)) return path
    return [...list, Number(kept[entry]?.[0]), ...path.slice(list.length + 1)]
  }
  const rest: unknown = Array.isArray(content) ? kept.map(([, entry]) => entry as unknown) : Object.fromEntries(kept)
  return [{ ...source, value: put(source.value, [...list], rest) as SourceFile['value'], inFile }]
}

const startsWith = (path: JSONPath, start: readonly string[]): boolean => start.every((part, index) => path[index] === part)

const at = (value: unknown, path: JSONPath): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Readonly<Record<string | number, unknown>> | undefined)?.[key], value)

function put(value: unknown, [key, ...deeper]: JSONPath, content: unknown): unknown {
  if (key === undefined) return content
  if (Array.isArray(value)) return value.map((inner: unknown, index) => (index === key ? put(inner, deeper, content) : inner))
  const object = value as Readonly<Record<string, unknown>>
  return { ...object, [key]: put(object[key], deeper, content) }
}
