import { expect, test } from 'vitest'
import { killedImport } from '../faults/killed-import.js'

const ROWS = 100_000
/** Far below what the rows themselves would take, were they kept. */
const MOST_MEGABYTES = 700

test.each(['account', 'lead'] as const)(
  'an import of 100,000 rows of %s that is killed in the middle goes on, brings no row twice and stays small',
  async (entity) => {
    const ended = await killedImport({ entity, rows: ROWS, killAt: 30_000 })
    console.info(`${entity}: ${ended.seconds} s, at most ${ended.peakMegabytes} MB`)
    expect(ended).toMatchObject({ state: 'done', rowsDone: ROWS, records: ROWS, keys: ROWS })
    expect(ended.peakMegabytes).toBeLessThan(MOST_MEGABYTES)
  },
)
