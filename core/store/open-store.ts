import { accessStore } from './access/access-store.js'
import { openDatabase } from './database/open-database.js'
import { intakeStore } from './intake/intake-store.js'
import { journalStore } from './journal/journal-store.js'
import { deliveryStore } from './outbox/delivery-store.js'
import { outboxStore } from './outbox/outbox-store.js'
import { peopleStore } from './people/people-store.js'
import { recordStore } from './records/record-store.js'
import { entityTables } from './rows/entity-table.js'
import { schemaStore } from './schema/schema-store.js'
import type { Store, StoreOptions } from './store.js'
import { publicationStore } from './system/publication-store.js'
import { systemStore } from './system/system-store.js'

/**
 * Opens the database of a deployment. Its tables are not touched: `schema.plan()` says what is missing, `schema.apply()` makes it.
 * @throws {CrmError} DATABASE_… when it cannot be reached, is too old or not durable; SCHEMA_COLUMN_CLASH for a custom field.
 * @example const store = await openStore({ connection: 'data/sarnakh.sqlite' })
 */
export async function openStore({ connection, customFields, migrations = [] }: StoreOptions): Promise<Store> {
  const tables = entityTables(customFields)
  const database = await openDatabase(connection)
  const { dialect } = database
  const schema = schemaStore(database, { dialect, tables: Object.values(tables), migrations })
  return {
    dialect,
    schema,
    records: recordStore(database, tables),
    journal: journalStore(database, tables),
    intake: intakeStore(database, tables),
    outbox: outboxStore(database),
    deliveries: deliveryStore(database),
    access: accessStore(database, tables),
    people: peopleStore(database, tables),
    publications: publicationStore(database, tables),
    system: systemStore(database, { tables, schema }),
    close: () => database.close(),
  }
}
