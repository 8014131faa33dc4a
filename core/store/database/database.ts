/** A piece of SQL with the values for its `?`, in order. */
export interface Fragment {
  readonly sql: string
  readonly bindings: readonly Binding[]
}

export type Binding = string | number | boolean | null | readonly string[]

/** One row as the driver gives it: columns by name. */
export type Row = Readonly<Record<string, unknown>>

export type Dialect = 'sqlite' | 'postgres'

/** Where statements go: the database itself, or one transaction on it. */
export interface Sql {
  readonly dialect: Dialect
  /** Runs one statement and answers its rows; a write says `returning` where its rows matter. */
  rows(sql: string, bindings?: readonly Binding[]): Promise<readonly Row[]>
}

/** A connected database. Whatever its driver throws arrives as a named CrmError. */
export interface Database extends Sql {
  /**
   * Does all of the work or nothing. The work must use the `Sql` it is given: SQLite has one connection, and a statement
   * beside an open transaction would wait for it for ever.
   */
  transaction<T>(work: (on: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Writes a name of a table, column or index; names come from declarations, never from a request. */
export const quote = (name: string): string => `"${name}"`

/** Whether a column has one of these values, in one binding however many they are. */
export function isOneOf(dialect: Dialect, column: string, values: readonly string[]): Fragment {
  return dialect === 'sqlite'
    ? { sql: `${column} in (select value from json_each(?))`, bindings: [JSON.stringify(values)] }
    : { sql: `${column} = any(?)`, bindings: [values] }
}

/** Locks the rows a worker picks, passing over those that another worker holds; SQLite has one writer at a time anyway. */
export const skipLocked = (dialect: Dialect): string => (dialect === 'postgres' ? 'for update skip locked' : '')
