import { stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import knex from 'knex'
import { afterEach, expect, test } from 'vitest'
import type { Database } from '../../../../core/store/database/database.js'
import { openDatabase } from '../../../../core/store/database/open-database.js'
import { isAtLeast, sqliteConfig } from '../../../../core/store/database/sqlite.js'
import { type NewDatabase, newSqliteFile } from '../../../support/databases.js'

const opened: Database[] = []
const files: NewDatabase[] = []
const newFile = async () => {
  const file = await newSqliteFile()
  files.push(file)
  return file.connection
}
const open = async (path: string) => {
  const database = await openDatabase(path)
  opened.push(database)
  return database
}
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
  for (const file of files.splice(0)) await file.remove()
})

test('a file that is opened again syncs every commit, keeps its keys, waits for locks and trusts no schema', async () => {
  const path = await newFile()
  await (await openDatabase(path)).close()
  const database = await open(path)
  const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema', 'secure_delete']
  const values = await Promise.all(
    pragmas.map(async (name) => Object.values((await database.rows(`pragma ${name}`))[0] ?? {})[0]),
  )
  expect(values).toEqual(['wal', 2, 1, 5_000, 0, 1])
})

test('a new file and its log can be read by their owner alone', async () => {
  const path = await newFile()
  const database = await open(path)
  await database.rows('create table t (a)')
  for (const file of [path, `${path}-wal`]) expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('every transaction takes the write lock when it begins, and inner ones are savepoints', async () => {
  const pool = knex(await sqliteConfig(await newFile()))
  const log: string[] = []
  pool.on('query', ({ sql }: { sql: string }) => log.push(sql))
  await pool.transaction(async (outer) => {
    await outer.raw('create table t (a)')
    await outer.transaction((inner) => inner.raw('insert into t values (1)'))
  })
  await pool.transaction((transaction) => transaction.raw('select 1'))
  await pool.destroy()
  expect(log.filter((sql) => sql.startsWith('BEGIN'))).toEqual(['BEGIN IMMEDIATE;', 'BEGIN IMMEDIATE;'])
  expect(log.filter((sql) => sql.startsWith('SAVEPOINT'))).toHaveLength(1)
})

test('a transaction that reads before it writes is not overtaken by another writer', async () => {
  const path = await newFile()
  const [first, second] = [await open(path), await open(path)]
  await first.rows('create table t (a)')
  let overtaking: Promise<unknown> = Promise.resolve()
  await first.transaction(async (on) => {
    await on.rows('select * from t')
    overtaking = second.rows('insert into t values (2)')
    await on.rows('insert into t values (1)')
  })
  await overtaking
  expect(await first.rows('select a from t order by a')).toEqual([{ a: 1 }, { a: 2 }])
})

test('a database that another program holds is named after five seconds, and works when it is free', async () => {
  const path = await newFile()
  const [holder, writer, worker] = [await open(path), await open(path), await open(path)]
  await holder.rows('create table t (a)')
  await holder.transaction(async () => {
    const write = expect(writer.rows('insert into t values (1)')).rejects.toMatchObject({ code: 'DATABASE_LOCKED', status: 503 })
    const work = expect(worker.transaction((on) => on.rows('select 1'))).rejects.toMatchObject({ code: 'DATABASE_LOCKED' })
    await Promise.all([write, work])
  })
  await writer.rows('insert into t values (1)')
  await worker.transaction((on) => on.rows('insert into t values (2)'))
})

test('a full database is named, loses nothing that was there, and takes writes again when there is room', async () => {
  const database = await open(await newFile())
  await database.rows('create table t (a)')
  await database.rows(`insert into t values ('kept')`)
  await database.rows('pragma max_page_count = 10')
  const large = 'x'.repeat(100_000)
  const write = () => database.transaction((on) => on.rows('insert into t values (?)', [large]))
  await expect(write()).rejects.toMatchObject({ code: 'DATABASE_FULL', status: 503 })
  expect(await database.rows('select a from t')).toEqual([{ a: 'kept' }])
  // The limit belonged to the connection on which the write failed; it was thrown away.
  await write()
  expect(await database.rows('select count(*) as n from t')).toEqual([{ n: 2 }])
})

test('a read-only database is named', async () => {
  const database = await open(await newFile())
  await database.rows('create table t (a)')
  await database.rows('pragma query_only = 1')
  await expect(database.rows('insert into t values (1)')).rejects.toMatchObject({ code: 'DATABASE_READ_ONLY' })
})

test('a file that is no database, and a folder, are named', async () => {
  const path = await newFile()
  await writeFile(path, 'not a database, whatever its name says '.repeat(100))
  await expect(openDatabase(path)).rejects.toMatchObject({ code: 'DATABASE_CORRUPT' })
  await expect(openDatabase(`${path}/crm.sqlite`)).rejects.toMatchObject({ code: 'DATABASE_REFUSED' })
  await expect(openDatabase(dirname(path))).rejects.toMatchObject({ code: 'DATABASE_REFUSED' })
})

test('an error tells the reason without the values of the statement', async () => {
  const database = await open(':memory:')
  await database.rows('create table t (a text unique)')
  await database.rows('insert into t values (?)', ['sara@example.ir'])
  const error = await database.rows('insert into t values (?)', ['sara@example.ir']).catch((caught: Error) => caught)
  expect(error).toMatchObject({ code: 'RECORD_NOT_UNIQUE' })
  expect(String(error)).not.toContain('sara@')
  expect(String((error as Error).cause)).not.toContain('sara@')
})

test('whatever the database refuses arrives with a name, without the statement or a value', async () => {
  const database = await open(':memory:')
  await database.rows('create table t (id integer primary key, a integer check (a < 5))')
  const refused: readonly (readonly [string, (string | number)[], string])[] = [
    ['insert into t (a) values (?)', [4_711], 'RECORD_VALUE_REFUSED'],
    ['insert into t (id) values (?)', ['sara@example.ir'], 'RECORD_VALUE_REFUSED'],
    ['select secret_words from where 4711', [], 'DATABASE_FAILED'],
    [`select json('sara@example.ir')`, [], 'DATABASE_FAILED'],
  ]
  for (const [sql, bindings, code] of refused) {
    const error = await database.rows(sql, bindings).catch((caught: Error) => caught)
    expect(error).toMatchObject({ code })
    expect(String(error)).not.toMatch(/4711|sara@|insert|secret_words|where/)
  }
})

test('versions are compared by their numbers', () => {
  expect(isAtLeast('3.52.0', '3.51.3')).toBe(true)
  expect(isAtLeast('3.51.3', '3.51.3')).toBe(true)
  expect(isAtLeast('3.51.2', '3.51.3')).toBe(false)
  expect(isAtLeast('3.9.9', '3.51.3')).toBe(false)
})
