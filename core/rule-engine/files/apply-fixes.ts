import type { Fix, TextEdit } from './fix.js'

/** A text after fixes, and which of them took part; the others touch the same places and wait for the next reading. */
export interface FixedText<F extends Fix> {
  readonly text: string
  readonly applied: readonly F[]
}

/**
 * Applies the edits of fixes to a text. Each fix is done as a whole or not at all: one that touches what an earlier one
 * touches is left, because its offsets no longer say what they said.
 */
export function applyFixes<F extends Fix>(text: string, fixes: readonly F[]): FixedText<F> {
  const taken: TextEdit[] = []
  const applied = fixes.filter(({ edits }) => {
    if (edits.length === 0 || edits.some((edit) => taken.some((other) => touches(edit, other)))) return false
    taken.push(...edits)
    return true
  })
  const backwards = taken.toSorted((left, right) => right.offset - left.offset)
  const mended = backwards.reduce((whole, { offset, length, content }) => {
    return whole.slice(0, offset) + content + whole.slice(offset + length)
  }, text)
  return { text: mended, applied }
}

/** Two insertions at one place touch as well: which comes first would be chance. */
const touches = (edit: TextEdit, other: TextEdit): boolean =>
  edit.offset <= other.offset + other.length && other.offset <= edit.offset + edit.length
