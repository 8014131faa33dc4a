import { CrmError } from '../../errors.js'

/** Where a page ended: the sort it belongs to, the last record's value in it, and its id. */
export interface Cursor {
  readonly sort: string
  /** `null` when the last record has no value there. */
  readonly value: string | number | boolean | null
  readonly id: string
}

/** Writes a cursor so that nobody is tempted to read it. */
export function writeCursor({ sort, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')
}

/**
 * Reads a cursor back.
 * @throws {CrmError} FILTER_CURSOR_INVALID when it is malformed, belongs to another sort, or holds what the column cannot.
 */
export function readCursor(text: string, { sort, canBe }: { sort: string; canBe: (value: unknown) => boolean }): Cursor {
  const parts = parse(text)
  if (!Array.isArray(parts) || parts.length !== 3) refuse()
  const [itsSort, value, id]: unknown[] = parts
  if (itsSort !== sort || typeof id !== 'string' || id.includes('\0') || !isValue(value)) refuse()
  if (value !== null && !canBe(value)) refuse()
  return { sort, value, id }
}

const isValue = (value: unknown): value is Cursor['value'] =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function refuse(): never {
  throw new CrmError('FILTER_CURSOR_INVALID', 'The cursor of this page is malformed or belongs to another sort.', {
    details: { field: 'after' },
  })
}
