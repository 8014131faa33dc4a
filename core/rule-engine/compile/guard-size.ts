import { CrmError } from '../../errors.js'

/** As deep as conditions may go, named ones written out. */
export const DEEPEST = 200
/** As many nodes as conditions may hold, named ones written out. */
export const MOST_NODES = 10_000
/** As many values as conditions may hold as they are written, long lists included. */
const MOST_VALUES = 100_000

/** Names through which a prototype could be reached. */
const HOSTILE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Walks a JSON value without recursion and refuses one that is too deep, too large, circular or has keys of a prototype. */
export function guardSize(value: unknown, place: string): void {
  const waiting: { readonly value: object; readonly depth: number }[] = []
  let seen = 0
  const visit = (found: unknown, depth: number): void => {
    seen += 1
    // A value that contains itself is endlessly deep.
    if (depth > DEEPEST * 2) throw tooLarge(place, `it is more than ${DEEPEST} levels deep`)
    if (seen > MOST_VALUES) throw tooLarge(place, `it holds more than ${MOST_VALUES} values`)
    if (typeof found === 'object' && found !== null) waiting.push({ value: found, depth })
  }
  visit(value, 0)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (Array.isArray(next.value)) for (const element of next.value) visit(element, next.depth + 1)
    else
      for (const [key, element] of Object.entries(next.value)) {
        if (HOSTILE.has(key)) throw hostile(place, key)
        visit(element, next.depth + 1)
      }
  }
}

/** Conditions that would take more time or memory than any honest rule needs. */
export function tooLarge(field: string, why: string): CrmError {
  return new CrmError('RULE_CONDITIONS_TOO_LARGE', `At ${field}: ${why}.`, { details: { field } })
}

function hostile(field: string, key: string): CrmError {
  return new CrmError('RULE_CONDITIONS_INVALID', `At ${field}: the key "${key}" is not allowed.`, { details: { field } })
}
