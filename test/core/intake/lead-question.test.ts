import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { askBoth, openQuestioned } from './same-leads.js'

const RUNS = 400

eachDatabase((database) => {
  let opened: TestCrm
  beforeAll(async () => {
    opened = await openQuestioned(await database.newConnection())
  })
  afterAll(() => opened.close())

  test(`${RUNS} random questions find the leads for which the same conditions hold as a closure`, async () => {
    const { telling, alone } = await askBoth(opened, { runs: RUNS, seed: Date.now() % 2 ** 31 })
    expect(telling).toBeGreaterThan(RUNS / 3)
    expect(alone).toBeGreaterThan(RUNS / 5)
  })
})
