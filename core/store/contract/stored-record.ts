/** Any record as the store hands it out: a missing value is an absent key. */
export interface StoredRecord {
  readonly id: string
  readonly version: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly [field: string]: unknown
}
