/** A step of a plugin's own tables. Statements run in order on SQLite and PostgreSQL alike; names begin with `plugin_`. */
export interface Migration {
  /** Sorts the steps, for example `2026-01-quota`. */
  readonly name: string
  readonly up: readonly string[]
  readonly down: readonly string[]
}
