import { expect, test } from 'vitest'
import { killedImport } from './killed-import.js'

test.each(['lead', 'account'] as const)(
  'an import of 3,000 rows of %s that is killed in the middle goes on and brings no row twice',
  async (entity) => {
    const ended = await killedImport({ entity, rows: 3_000, killAt: 1_000 })
    expect(ended.doneAtKill).toBeGreaterThanOrEqual(1_000)
    expect(ended.doneAtKill).toBeLessThan(3_000)
    expect(ended).toMatchObject({ state: 'done', rowsDone: 3_000, records: 3_000, keys: 3_000 })
  },
  120_000,
)
