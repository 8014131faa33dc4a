import { expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { changeUser } from '../../core/operations/index.js'
import { rulesFolder } from '../core/intake/rules-folder.js'
import { aLeadIn, crmsOn, somebody } from '../core/operations/crms-of-suite.js'
import { eachDatabase } from '../support/databases.js'

const when = (company: string, action: object) => ({
  id: company.toLowerCase(),
  conditions: { all: [{ fact: 'lead', path: '$.company', operator: 'equal', value: company }] },
  then: [action],
})
const automation = {
  rules: [
    when('Manager', { type: 'lead.assign', params: { to: 'manager' } }),
    when('Named', { type: 'lead.assign', params: { to: 'chief@example.com' } }),
    when('Again', { type: 'lead.reassign' }),
  ],
}
const routing = { rules: [{ id: 'all', then: { queue: 'inbound', strategy: 'least-busy' } }] }

eachDatabase((database) => {
  const open = crmsOn(database)

  test('a lead goes to the manager of its owner, to a named person, or to another member', async () => {
    const crm = await open({ rules: [await rulesFolder({ routing, automation })] })
    const first = await crm.addUser({ name: 'First' })
    const chief = await crm.addUser({ name: 'Chief', queues: [] })
    await changeUser(crm.crm, { actor: SYSTEM, id: first, changes: { managerId: chief } })
    const ownerOf = async (company: string) => {
      const lead = await aLeadIn(crm, somebody({ company }))
      await crm.settle()
      return (await crm.profile(lead.id)).lead.ownerId
    }
    expect(await ownerOf('Manager')).toBe(chief)
    expect(await ownerOf('Named')).toBe(chief)
    expect(await ownerOf('Again')).toBe(first)
    const second = await crm.addUser({ name: 'Second' })
    const lead = await aLeadIn(crm, somebody({ company: 'Again' }))
    await crm.settle()
    const { lead: now } = await crm.profile(lead.id)
    expect([first, second]).toContain(now.ownerId)
    expect((await crm.profile(lead.id)).activities.map(({ type }) => type)).toContain('lead.rerouted')
  })
})
