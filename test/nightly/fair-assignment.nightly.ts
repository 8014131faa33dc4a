import { expect, test } from 'vitest'
import { eachDatabase } from '../support/databases.js'
import { fairShares } from '../support/fair-shares.js'

eachDatabase((database) => {
  test('20,000 leads over 7 users from two processes differ by at most one', async () => {
    const { shares, seconds } = await fairShares(database, { leads: 20_000, users: 7 })
    console.log(`${database.name}: ${shares.join(' ')} in ${seconds} s`)
    expect(shares).toHaveLength(7)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(20_000)
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1)
  })
})
