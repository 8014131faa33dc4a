import type { EntityName } from '../model/entities/index.js'
import type { Fields } from '../model/fields.js'
import type { Migration } from '../plugin-api/index.js'
import type { AccessStore } from './contract/access-store.js'
import type { DeliveryStore } from './contract/delivery-store.js'
import type { IntakeStore } from './contract/intake-store.js'
import type { JournalStore } from './contract/journal-store.js'
import type { OutboxStore } from './contract/outbox-store.js'
import type { PeopleStore } from './contract/people-store.js'
import type { PublicationStore } from './contract/publication-store.js'
import type { RecordStore } from './contract/record-store.js'
import type { SchemaStore } from './contract/schema-store.js'
import type { SystemStore } from './contract/system-store.js'

export type * from './contract/access-store.js'
export type * from './contract/delivery-store.js'
export type * from './contract/gathered.js'
export type * from './contract/intake-store.js'
export type * from './contract/journal-store.js'
export type * from './contract/outbox-store.js'
export type * from './contract/people-store.js'
export type * from './contract/publication-store.js'
export type * from './contract/record-changes.js'
export type * from './contract/record-store.js'
export type * from './contract/schema-store.js'
export type * from './contract/stored-record.js'
export type * from './contract/system-store.js'

/** The database behind one door: every question and every write of the CRM. The same on SQLite and PostgreSQL. */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres'
  readonly schema: SchemaStore
  readonly records: RecordStore
  readonly journal: JournalStore
  readonly intake: IntakeStore
  readonly outbox: OutboxStore
  readonly deliveries: DeliveryStore
  readonly access: AccessStore
  readonly people: PeopleStore
  readonly publications: PublicationStore
  readonly system: SystemStore
  close(): Promise<void>
}

/** How to open a store. */
export interface StoreOptions {
  /** `postgres://…`, or the path of a SQLite file, or `:memory:`. */
  readonly connection: string
  /** Fields that plugins and the deployment add, by entity. */
  readonly customFields?: { readonly [E in EntityName]?: Fields }
  readonly migrations?: readonly { readonly plugin: string; readonly migration: Migration }[]
}
