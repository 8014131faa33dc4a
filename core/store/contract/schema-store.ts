/** One difference between the tables that the declarations ask for and those that are there. */
export interface SchemaChange {
  readonly kind: 'create-table' | 'add-column' | 'allow-empty' | 'create-index' | 'run-migration'
  readonly table: string
  readonly column?: string
  /** What would be sent to the database. */
  readonly sql: readonly string[]
  /** In words, for `plan`. */
  readonly description: string
  /** Never true for what we make ourselves; shown apart where a plugin's migration removes something. */
  readonly destructive: boolean
}

/** Makes the tables fit the declarations, never the other way round. */
export interface SchemaStore {
  /**
   * What would change; nothing is done.
   * @throws {CrmError} SCHEMA_COLUMN_CLASH where a column that is there holds another type than its field is declared as.
   */
  plan(): Promise<readonly SchemaChange[]>
  /** Does all of it or nothing, once, whoever else starts at the same time. */
  apply(): Promise<readonly SchemaChange[]>
}
