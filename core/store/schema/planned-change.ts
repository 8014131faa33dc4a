import type { SchemaChange } from '../store.js'

/** A change, and the name under which the migration log remembers it where it is a migration. */
export interface PlannedChange extends SchemaChange {
  readonly migration?: string
}
