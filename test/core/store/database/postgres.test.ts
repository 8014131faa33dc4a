import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest'
import type { Database } from '../../../../core/store/database/database.js'
import { openDatabase } from '../../../../core/store/database/open-database.js'
import { type NewDatabase, newPostgresDatabase } from '../../../support/databases.js'

let place: NewDatabase
const opened: Database[] = []
const open = async () => {
  const database = await openDatabase(place.connection)
  opened.push(database)
  return database
}
beforeAll(async () => {
  place = await newPostgresDatabase()
})
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})
afterAll(() => place.remove())

test('every connection limits how long a statement, a lock and an idle transaction may take', async () => {
  const database = await open()
  const rows = await Promise.all(
    [1, 2, 3].map(() =>
      database.rows(`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle, pg_sleep(0.05)`),
    ),
  )
  for (const [row] of rows) expect(row).toMatchObject({ statement: '15s', lock: '5s', idle: '30s' })
})

test('64-bit integers, counts and sums are numbers', async () => {
  const database = await open()
  const [row] = await database.rows(
    'select 9007199254740991::bigint as a, sum(n) as b, count(*) as c from (values (1.5), (2)) as t(n)',
  )
  expect(row).toEqual({ a: Number.MAX_SAFE_INTEGER, b: 3.5, c: 2 })
})

test('a question mark in SQL without values is a question mark', async () => {
  expect(await (await open()).rows(`select '?' as mark`)).toEqual([{ mark: '?' }])
})

test('rows that another program holds are named after five seconds', async () => {
  const database = await open()
  await database.rows('create table held (a int)')
  await database.transaction(async (on) => {
    await on.rows('lock table held in access exclusive mode')
    await expect(database.rows('insert into held values (1)')).rejects.toMatchObject({ code: 'DATABASE_LOCKED', status: 503 })
  })
})

test('transactions that lock each other out are a race, not a breakdown', async () => {
  const database = await open()
  await database.rows('create table pair (id int primary key, n int)')
  await database.rows('insert into pair values (1, 0), (2, 0)')
  let arrived = 0
  let bothHold: () => void = () => {}
  const both = new Promise<void>((resolve) => {
    bothHold = resolve
  })
  const crossing = (first: number, second: number) =>
    database.transaction(async (on) => {
      await on.rows('update pair set n = n + 1 where id = ?', [first])
      if (++arrived === 2) bothHold()
      await both
      await on.rows('update pair set n = n + 1 where id = ?', [second])
    })
  const answers = await Promise.allSettled([crossing(1, 2), crossing(2, 1)])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'DATABASE_RACE' } })
})

test('connections that the server ended are replaced', async () => {
  const [database, other] = [await open(), await open()]
  await database.rows('select 1')
  await other.rows(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await vi.waitFor(async () => expect(await database.rows('select 1 as one')).toEqual([{ one: 1 }]))
})

test('a server that cannot be reached and one that refuses us are named, without the password', async () => {
  const server = new URL(inject('postgres'))
  const wrongPassword = `postgres://${server.username}:wrong-secret@${server.host}/postgres`
  const error = await openDatabase(wrongPassword).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'DATABASE_REFUSED', status: 503 })
  expect(String(error)).not.toContain('wrong-secret')
  await expect(openDatabase('postgres://a:b@127.0.0.1:1/x')).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE', status: 503 })
  await expect(openDatabase(`${server.href}/nowhere`)).rejects.toMatchObject({ code: 'DATABASE_REFUSED' })
})

test('whatever the database refuses arrives with a name, without the statement or a value', async () => {
  const database = await open()
  await database.rows('create table narrow (n bigint, few varchar(3), small bigint check (small < 5))')
  const refused: readonly (readonly [string, (string | number)[], string])[] = [
    ['insert into narrow (n) values (?)', ['sara@example.ir'], 'RECORD_VALUE_REFUSED'],
    ['insert into narrow (n) values (?)', ['47110000000000000000'], 'RECORD_VALUE_REFUSED'],
    ['insert into narrow (few) values (?)', ['sara@example.ir'], 'RECORD_VALUE_REFUSED'],
    ['insert into narrow (small) values (?)', [4_711], 'RECORD_VALUE_REFUSED'],
    ['select secret_words from where 4711', [], 'DATABASE_FAILED'],
    [`select sara(4711)`, [], 'DATABASE_FAILED'],
  ]
  for (const [sql, bindings, code] of refused) {
    const error = await database.rows(sql, bindings).catch((caught: Error) => caught)
    expect(error).toMatchObject({ code })
    expect(String(error)).not.toMatch(/4711|sara|insert|secret_words|where/)
  }
})

test('a server that only reads is named', async () => {
  await withSetting('default_transaction_read_only = on', async (connection) => {
    const database = await openDatabase(connection)
    await expect(database.rows('create table t (a int)')).rejects.toMatchObject({ code: 'DATABASE_READ_ONLY', status: 503 })
    await database.close()
  })
})

test('a server that may lose what it confirmed is refused unless the environment allows it', async () => {
  await withSetting('synchronous_commit = off', async (connection) => {
    await expect(openDatabase(connection)).rejects.toMatchObject({ code: 'DATABASE_NOT_DURABLE' })
    vi.stubEnv('SARNAKH_ALLOW_UNSAFE_POSTGRES', 'yes')
    await (await openDatabase(connection)).close()
    vi.unstubAllEnvs()
  })
})

async function withSetting(setting: string, work: (connection: string) => Promise<void>) {
  const { connection, remove } = await newPostgresDatabase()
  const admin = await openDatabase(connection)
  await admin.rows(`alter database ${new URL(connection).pathname.slice(1)} set ${setting}`)
  await admin.close()
  await work(connection).finally(remove)
}
