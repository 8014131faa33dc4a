import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestCrm } from '../../core/testing/open-test-crm.js'
import { askBoth, openQuestioned } from '../core/intake/same-leads.js'
import { eachDatabase } from '../support/databases.js'

const RUNS = Number(process.env['SARNAKH_NIGHTLY_QUESTIONS'] ?? 20_000)
const SEED = Number(process.env['SARNAKH_NIGHTLY_SEED'] ?? Date.now() % 2 ** 31)

eachDatabase((database) => {
  let opened: TestCrm
  beforeAll(async () => {
    opened = await openQuestioned(await database.newConnection())
  })
  afterAll(() => opened.close())

  test(`${RUNS} random questions find the leads for which the same conditions hold as a closure (seed ${SEED})`, async () => {
    const { telling, alone } = await askBoth(opened, { runs: RUNS, seed: SEED })
    console.log(
      `${database.name}, seed ${SEED}: ${telling} questions found some and not all, ${alone} the database answered alone; no difference`,
    )
    expect(telling).toBeGreaterThan(0)
  })
})
