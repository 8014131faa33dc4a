import type { EntityName } from '../../model/entities/index.js'
import { type Database, isOneOf } from '../database/database.js'
import { orConflict } from '../intake/conflict.js'
import { aggregateKept } from '../query/aggregate-kept.js'
import { aggregateRecords } from '../query/aggregate-records.js'
import { answersAlone } from '../query/compile-conditions.js'
import { countRecords } from '../query/count-records.js'
import { eachKept } from '../query/each-record.js'
import { listRecords } from '../query/list-records.js'
import { percentileRecords } from '../query/percentile-records.js'
import type { EntityTables } from '../rows/entity-table.js'
import { insertRecords } from '../rows/insert-rows.js'
import { selectRecords } from '../rows/select-records.js'
import type { RecordStore } from '../store.js'
import { removeLeads } from './remove-leads.js'
import { updateRecord } from './update-record.js'
import { writeRecords } from './write-records.js'

/** Reading and writing any entity by its declaration. */
export function recordStore(database: Database, tables: EntityTables): RecordStore {
  const { dialect } = database
  const getMany = (entity: EntityName, ids: readonly string[]) => {
    const { sql, bindings } = isOneOf(dialect, '"id"', ids)
    return selectRecords(database, tables[entity], { ending: `where ${sql} order by "id"`, bindings })
  }
  return {
    get: async (entity, id) => (await getMany(entity, [id]))[0],
    getMany,
    list: (entity, query) => listRecords(database, tables[entity], query),
    each: (entity, query) => eachKept(database, tables[entity], query),
    count: (entity, query = {}) => countRecords(database, tables[entity], query),
    aggregate: (query, keep) =>
      keep
        ? aggregateKept(database, { table: tables[query.entity], tables }, { query, keep })
        : aggregateRecords(database, { table: tables[query.entity], tables }, query),
    percentiles: (query) => percentileRecords(database, { table: tables[query.entity], tables }, query),
    answers: (entity, leaf) => answersAlone(leaf, { table: tables[entity], dialect }),
    insert: (entity, records) =>
      database.transaction(async (on) => {
        await insertRecords(on, tables[entity], { records })
      }),
    async insertOnce(entity, record) {
      const ending = 'on conflict do nothing returning "id"'
      return (await insertRecords(database, tables[entity], { records: [record], ending })).length > 0
    },
    update: (entity, change) => updateRecord(database, tables[entity], change),
    removeLeads: (ids) => database.transaction((on) => removeLeads(on, tables, ids)),
    write: (changes, now) =>
      orConflict(async () => {
        await database.transaction((on) => writeRecords(on, tables, { changes, now }))
        return 'written' as const
      }),
  }
}
