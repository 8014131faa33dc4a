import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../../../../core/store/database/database.js'
import { openDatabase } from '../../../../core/store/database/open-database.js'
import { intakeStore } from '../../../../core/store/intake/intake-store.js'
import { entityTables } from '../../../../core/store/rows/entity-table.js'
import type { IntakeStore } from '../../../../core/store/store.js'
import { eachDatabase } from '../../../support/databases.js'

eachDatabase(({ newConnection, openAgain }) => {
  const statements: string[] = []
  let intake: IntakeStore
  let database: Database
  beforeAll(async () => {
    const connection = await newConnection()
    const store = await openAgain({ connection })
    await store.schema.apply()
    database = await openDatabase(connection)
    const rows: Database['rows'] = (sql, bindings) => {
      statements.push(sql)
      return database.rows(sql, bindings)
    }
    intake = intakeStore({ ...database, dialect: database.dialect, rows }, entityTables())
    return () => database.close()
  })

  const statementsOf = async (work: () => Promise<unknown>) => {
    statements.length = 0
    await work()
    return [...statements]
  }

  test('any number of counts and windows over activities is one statement, however many leads there are', async () => {
    const questions = Array.from({ length: 10 }, (_, index) => ({
      type: `type-${index}`,
      ...(index % 2 ? { since: index } : {}),
    }))
    const leadIds = Array.from({ length: 500 }, (_, index) => `l-${index}`)
    expect(await statementsOf(() => intake.activityTallies(leadIds, { questions }))).toHaveLength(1)
  })

  test('the next instant and the leads that are due are found by an index, not by looking at all leads', async () => {
    const asked = await statementsOf(async () => {
      await intake.nextDue()
      await intake.due(5, 100)
    })
    expect(asked).toHaveLength(2)
    // With so few rows PostgreSQL would rather read them all.
    if (database.dialect === 'postgres') await database.rows('set enable_seqscan = off')
    for (const sql of asked) {
      const explain = database.dialect === 'sqlite' ? 'explain query plan' : 'explain'
      const filled = [5, 100].reduce((text, value) => text.replace('?', String(value)), sql)
      const plan = JSON.stringify(await database.rows(`${explain} ${filled}`))
      expect(plan).toMatch(/index.*next_change_at/i)
    }
  })
})
