import { expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { changeUser, runReport } from '../../core/operations/index.js'
import { rulesFolder } from '../core/intake/rules-folder.js'
import { aLeadIn, crmsOn, somebody } from '../core/operations/crms-of-suite.js'
import { eachDatabase } from '../support/databases.js'

const routing = { rules: [{ id: 'all', then: { queue: 'inbound', strategy: 'round-robin' } }] }

eachDatabase((database) => {
  const open = crmsOn(database)

  test('shares stand beside those that weights mean, and reasons for passing over are counted', async () => {
    const crm = await open({ rules: [await rulesFolder({ routing })] })
    const heavy = await crm.addUser({ name: 'Heavy', weight: 3 })
    await crm.addUser({ name: 'Light', weight: 1 })
    const away = await crm.addUser({ name: 'Out' })
    await changeUser(crm.crm, { actor: SYSTEM, id: away, changes: { away: true } })
    for (let index = 0; index < 4; index += 1) await aLeadIn(crm, somebody())
    const { rows } = await runReport(crm.crm, { actor: SYSTEM, type: 'fairness', params: {} })
    expect(rows).toEqual([
      expect.objectContaining({
        user: 'Heavy',
        owned: 2,
        share: 0.5,
        expectedShare: 0.75,
        difference: -1,
        assigned: 2,
        spread: 0,
      }),
      expect.objectContaining({
        user: 'Light',
        owned: 2,
        share: 0.5,
        expectedShare: 0.25,
        difference: 1,
        'not-their-turn': 2,
      }),
      expect.objectContaining({ user: 'Out', owned: 0, assigned: 0, passedOver: 4, away: 4 }),
    ])
    expect(rows.at(2)).not.toHaveProperty('expectedShare')
    expect(heavy).toBeDefined()
  })
})
