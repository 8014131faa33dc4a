import { isRace } from '../database/database-errors.js'

/** Thrown inside a commit to undo all of it; it never leaves the folder. */
export const CONFLICT = new Error('What this batch has read has changed.')

/** Undoes the commit unless every row that was expected was there. */
export function requireAll(rows: readonly unknown[], expected: number): void {
  if (rows.length !== expected) throw CONFLICT
}

/** Answers `conflict` where the work found that what it had read has changed. */
export async function orConflict<T>(work: () => Promise<T>): Promise<T | 'conflict'> {
  try {
    return await work()
  } catch (error) {
    if (error === CONFLICT || isRace(error)) return 'conflict'
    throw error
  }
}
