import type { ListMapping, MappingDefinition } from '../mapping.js'
import type { HoldsValue } from './field-reader.js'
import { firstReaderOf, readerOf } from './mapping-path.js'

/**
 * Compiles the lists of name and value pairs of a mapping: each becomes an object beside the row's own keys, so that
 * `$.<list>.<name>` reaches a value. Names stay exact, and of two pairs with one name the first that holds a value counts.
 */
export function listReader(lists: MappingDefinition['lists'], holds: HoldsValue): (row: unknown) => unknown {
  const readers = Object.entries(lists ?? {}).map(([name, list]) => [name, pairReader(list, holds)] as const)
  if (readers.length === 0) return (row) => row
  return (row) => {
    const own = typeof row === 'object' && row !== null && !Array.isArray(row) ? row : {}
    return { ...own, ...Object.fromEntries(readers.map(([name, read]) => [name, read(row)])) }
  }
}

function pairReader({ at, key, value }: ListMapping, holds: HoldsValue): (row: unknown) => Readonly<Record<string, unknown>> {
  const entriesIn = readerOf(at)
  const keyOf = firstReaderOf(key, holds)
  const answerOf = firstReaderOf(value, holds)
  return (row) => {
    const pairs: Record<string, unknown> = Object.create(null)
    const entries = entriesIn(row)
    for (const entry of Array.isArray(entries) ? entries : []) {
      const name = keyOf(entry)
      if (typeof name === 'string' || typeof name === 'number') pairs[name] ??= answerOf(entry)
    }
    return pairs
  }
}
