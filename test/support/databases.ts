import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, inject } from 'vitest'
import { openStore, type Store, type StoreOptions } from '../../core/store/index.js'

/** A database that a suite has for itself. */
export interface TestDatabase {
  readonly name: 'SQLite' | 'PostgreSQL'
  /** Connection string of an empty database, made anew at every call. */
  newConnection(): Promise<string>
  /** Opens a store with all its tables on an empty database; closed when the suite ends. */
  open(options?: Omit<StoreOptions, 'connection'>): Promise<Store>
  /** Opens one more store on a database that is there, as a second process would. */
  openAgain(options: StoreOptions): Promise<Store>
}

/** Runs one suite on SQLite and on PostgreSQL. */
export function eachDatabase(suite: (database: TestDatabase) => void): void {
  describe('on SQLite', () => suite(testDatabase('SQLite', newSqliteFile)))
  describe('on PostgreSQL', () => suite(testDatabase('PostgreSQL', newPostgresDatabase)))
}

/** The path of a SQLite file in a new folder, and how to remove both. */
export async function newSqliteFile(): Promise<NewDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'sarnakh-sqlite-'))
  return { connection: join(folder, 'crm.sqlite'), remove: () => rm(folder, { recursive: true, force: true }) }
}

/** A new database on the PostgreSQL of this run, and how to remove it. */
export async function newPostgresDatabase(): Promise<NewDatabase> {
  const server = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, `create database ${name}`)
  return { connection: `${server}/${name}`, remove: () => onServer(server, `drop database if exists ${name} with (force)`) }
}

export interface NewDatabase {
  readonly connection: string
  remove(): Promise<void>
}

function testDatabase(name: TestDatabase['name'], make: () => Promise<NewDatabase>): TestDatabase {
  const stores: Store[] = []
  const databases: NewDatabase[] = []
  afterAll(async () => {
    for (const store of stores) await store.close()
    for (const database of databases) await database.remove()
  })
  const newConnection = async () => {
    const database = await make()
    databases.push(database)
    return database.connection
  }
  const openAgain = async (options: StoreOptions) => {
    const store = await openStore(options)
    stores.push(store)
    return store
  }
  return {
    name,
    newConnection,
    openAgain,
    async open(options = {}) {
      const store = await openAgain({ ...options, connection: await newConnection() })
      await store.schema.apply()
      return store
    },
  }
}

async function onServer(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${connectionString}/postgres` })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
