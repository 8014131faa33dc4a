import { CrmError } from '../../errors.js'
import type { MappingPath } from '../mapping.js'
import { ownValue } from '../own-value.js'

/** Reads one place of what came in; undefined where nothing is. */
export type Reader = (holder: unknown) => unknown

/**
 * Compiles a path: `$` is the whole, `.name` and `[0]` step inside, `[*]` collects from every element and makes the answer a
 * list. A text that does not begin with `$` is a key as it stands, whatever signs it holds. Only own properties are read.
 * @throws {CrmError} MAPPING_PATH_INVALID.
 * @example readerOf('$.changes[*].id')({ changes: [{ id: 1 }, { id: 2 }] }) // [1, 2]
 */
export function readerOf(path: string): Reader {
  const steps = stepsOf(path)
  return (holder) => walk(holder, steps, 0)
}

/** Compiles one or several places; the first that holds a value answers. */
export function firstReaderOf(paths: MappingPath, holds: (value: unknown) => boolean): Reader {
  const readers = [paths].flat().map(readerOf)
  return (holder) => {
    for (const read of readers) {
      const value = read(holder)
      if (holds(value)) return value
    }
    return undefined
  }
}

/** The key of the whole that a path begins with; undefined when it begins with an element or is the whole itself. */
export function firstKeyOf(path: string): string | undefined {
  const [first] = stepsOf(path)
  return typeof first === 'string' ? first : undefined
}

/** A name, a place in a list, or every element. */
type Step = string | number | typeof EVERY

const EVERY = Symbol('every')

function stepsOf(path: string): readonly Step[] {
  if (!path.startsWith('$')) return [path]
  if (path.length > MAX_LENGTH || !PATH.test(path)) throw invalidPath(path)
  return [...path.matchAll(STEP)].map(([, name, index]) => name ?? (index === '*' ? EVERY : Number(index)))
}

function walk(holder: unknown, steps: readonly Step[], from: number): unknown {
  let here = holder
  for (let at = from; at < steps.length; at++) {
    const step = steps[at]
    if (step === undefined) return undefined
    if (step === EVERY) {
      if (!Array.isArray(here)) return undefined
      return here.flatMap((element) => walk(element, steps, at + 1)).filter((value) => value !== undefined)
    }
    here = ownValue(here, step)
  }
  return here
}

function invalidPath(path: string): CrmError {
  return new CrmError('MAPPING_PATH_INVALID', `The path "${path.slice(0, MAX_LENGTH)}" cannot be read.`, { details: { path } })
}

const MAX_LENGTH = 500
const PATH = /^\$(?:\.[^.[\]$\s][^.[\]]*|\[(?:\d{1,6}|\*)\])*$/
const STEP = /\.([^.[\]]+)|\[(\d+|\*)\]/g
