import { expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { createTask, logActivity, showLead, updateLead } from '../../../core/operations/index.js'
import { eachDatabase } from '../../support/databases.js'
import { aLeadIn, oneCrmOn, somebody } from './crms-of-suite.js'

eachDatabase((database) => {
  const theCrm = oneCrmOn(database)

  test('a profile holds everything around the lead, newest first, with the owner by name', async () => {
    const test = theCrm()
    await test.addUser({ name: 'Sara' })
    const { id } = await aLeadIn(test, somebody())
    await test.pass('PT1M')
    await logActivity(test.crm, { actor: SYSTEM, activity: { leadId: id, type: 'call.outbound', subject: 'Called' } })
    await test.pass('PT1M')
    await updateLead(test.crm, { actor: SYSTEM, id, changes: { company: 'Pars' } })
    await createTask(test.crm, { subject: 'Send the offer', leadId: id, assignee: 'owner' }, 'offer')
    const profile = await showLead(test.crm, { actor: SYSTEM, id })
    expect(profile).toMatchObject({ ownerName: 'Sara', lead: { id, company: 'Pars' } })
    const types = profile?.activities.map(({ type }) => type) ?? []
    expect(types.filter((type) => /edited|call|captured/.test(type))).toEqual(['lead.edited', 'call.outbound', 'lead.captured'])
    expect(profile?.decisions.map(({ decision }) => decision.trigger)).toEqual(['edit', 'edit', 'capture'])
    expect(profile?.decisions.at(-1)?.submissionId).toBeDefined()
    expect(profile?.touches).toHaveLength(1)
    expect(profile?.tasks.map(({ subject }) => subject)).toContain('Send the offer')
  })

  test('a lead of the same name is shown as similar, from both sides, with the reason', async () => {
    const test = theCrm()
    const one = await aLeadIn(test, somebody({ name: 'علي كريمي', company: 'آلبرز' }))
    const other = await aLeadIn(test, somebody({ name: 'علی کریمی', company: 'آلبرز' }))
    for (const [id, otherId] of [
      [one.id, other.id],
      [other.id, one.id],
    ] as const) {
      const { similar = [] } = (await showLead(test.crm, { actor: SYSTEM, id })) ?? {}
      expect(similar.map(({ lead, reason }) => [lead.id, reason])).toEqual([[otherId, 'same-name']])
    }
  })

  test('there is no profile of a lead that is not there', async () => {
    expect(await showLead(theCrm().crm, { actor: SYSTEM, id: "' or 1=1" })).toBeUndefined()
  })
})
