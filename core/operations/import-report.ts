/** How far an import has come; every row is counted once, where it ended. */
export interface ImportProgress {
  readonly rows: number
  /** New leads. */
  readonly added: number
  /** Rows that went into a lead that was there. */
  readonly merged: number
  /** Rows that came before with the same content, and became a lead then. */
  readonly repeated: number
  readonly failed: number
  /** Safe in the journal, but another worker has not decided about them yet. */
  readonly waiting: number
}

/** What an import came to. */
export interface ImportReport extends ImportProgress {
  /** Why reading stopped before the end of the file; what was read until then is counted and in. */
  readonly stopped?: Error
}

/** A row that could not become a lead. */
export interface FailedRow {
  /** Counted as a person counts in the file: the header is row 1. */
  readonly row: number
  /** All that is wrong with it. */
  readonly reason: string
  readonly cells: Readonly<Record<string, string>>
  /** Names of all columns that the file has, in their order. */
  readonly columns: readonly string[]
}

/** Before the first row. */
export const NO_ROWS: ImportProgress = Object.freeze({ rows: 0, added: 0, merged: 0, repeated: 0, failed: 0, waiting: 0 })

/** Counts on: what is in one of the two is in the answer. */
export function plus(a: ImportProgress, b: Partial<ImportProgress>): ImportProgress {
  const { rows = 0, added = 0, merged = 0, repeated = 0, failed = 0, waiting = 0 } = b
  return {
    rows: a.rows + rows,
    added: a.added + added,
    merged: a.merged + merged,
    repeated: a.repeated + repeated,
    failed: a.failed + failed,
    waiting: a.waiting + waiting,
  }
}
