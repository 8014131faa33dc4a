/** Thrown inside a commit to undo all of it; it never leaves the folder. */
export const CONFLICT = new Error('What this batch has read has changed.')

/** Undoes the commit unless every row that was expected was there. */
export function requireAll(rows: readonly unknown[], expected: number): void {
  if (rows.length !== expected) throw CONFLICT
}
