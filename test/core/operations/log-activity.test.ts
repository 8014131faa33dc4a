import { expect, test } from 'vitest'
import { type Actor, SYSTEM } from '../../../core/access/index.js'
import { logActivity } from '../../../core/operations/index.js'
import { eachDatabase } from '../../support/databases.js'
import { aLeadIn, as, failureOf, oneCrmOn, somebody } from './crms-of-suite.js'

eachDatabase((database) => {
  const theCrm = oneCrmOn(database)

  test('an entry says who, when and what, and the first answer to a lead is its first response', async () => {
    const test = theCrm()
    const { id } = await aLeadIn(test, somebody())
    const at = test.clock.now() - 60_000
    const activity = { leadId: id, at, type: 'call.outbound', subject: 'Called', details: { outcome: 'reached' } }
    await logActivity(test.crm, { actor: as('rep', 'u-sara'), activity })
    await logActivity(test.crm, { actor: SYSTEM, activity: { leadId: id, at: at + 1_000, type: 'mail.sent' } })
    const { lead, activities, decisions } = await test.profile(id)
    expect(activities.find(({ type }) => type === 'call.outbound')).toMatchObject({ ...activity, userId: 'u-sara' })
    expect(lead.firstResponseAt).toBe(at)
    expect(decisions).toHaveLength(3)
  })

  test('an entry about a lead that is not there is refused instead of being lost', async () => {
    const activity = { leadId: 'nobody', type: 'note' }
    expect(await failureOf(logActivity(theCrm().crm, { actor: SYSTEM, activity }))).toMatchObject({ code: 'LEAD_UNKNOWN' })
  })

  test.each(['lead.created', 'status.changed', 'task.done', 'Task.done', ' status . changed', 'lead', 'ｔａｓｋ.done'])(
    'nobody but the system notes "%s"',
    async (type) => {
      const { id } = await aLeadIn(theCrm(), somebody())
      const note = (actor: Actor) => logActivity(theCrm().crm, { actor, activity: { leadId: id, type } })
      expect(await failureOf(note(as('admin')))).toMatchObject({ code: 'ACTIVITY_INVALID', field: 'type' })
      expect(await note(SYSTEM)).toMatchObject({ type })
    },
  )

  test('a type that only begins alike is no entry of the system', async () => {
    const { id } = await aLeadIn(theCrm(), somebody())
    const activity = { leadId: id, type: 'leadership.meeting' }
    expect(await logActivity(theCrm().crm, { actor: as('rep'), activity })).toMatchObject(activity)
  })

  test('nothing is noted that has not happened yet, or before 1970', async () => {
    const { crm, clock } = theCrm()
    const { id } = await aLeadIn(theCrm(), somebody())
    const noteAt = (at: number) => logActivity(crm, { actor: as('rep'), activity: { leadId: id, type: 'note', at } })
    for (const at of [clock.now() + 60_001, 8e15, -1, Number.NaN])
      expect(await failureOf(noteAt(at))).toMatchObject({ code: 'ACTIVITY_INVALID', field: 'at' })
    for (const at of [clock.now() + 60_000, 0]) expect(await noteAt(at)).toMatchObject({ at })
  })
})
