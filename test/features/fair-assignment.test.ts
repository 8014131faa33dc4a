import { expect, test } from 'vitest'
import { eachDatabase } from '../support/databases.js'
import { fairShares } from '../support/fair-shares.js'

eachDatabase((database) => {
  test('roka-5: leads that two processes take in at once are shared over seven users with a difference of at most one', {
    timeout: 120_000,
  }, async () => {
    const { shares } = await fairShares(database, { leads: 600, users: 7 })
    expect(shares).toHaveLength(7)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(600)
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
  })
})
