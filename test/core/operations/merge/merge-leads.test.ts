import { expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import {
  countLeads,
  createRecord,
  createTask,
  findDuplicates,
  listDuplicates,
  listLeads,
  mergeLeads,
  mergeRecords,
  previewMerge,
  seeToday,
  undoChangeSet,
  updateLead,
} from '../../../../core/operations/index.js'
import { isRefusal } from '../../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../../core/testing/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aLeadIn, as, crmsOn, somebody } from '../crms-of-suite.js'

const manager = as('manager')

async function merged(test: TestCrm, masterId: string, otherId: string, choices = {}) {
  const answer = await mergeLeads(test.crm, { actor: manager, masterId, otherId, choices })
  if (isRefusal(answer)) throw new Error(answer.refused)
  return answer
}

eachDatabase((database) => {
  const open = crmsOn(database)
  const two = async (one: object = {}, other: object = {}) => {
    const crm = await open()
    const master = await aLeadIn(crm, somebody({ company: 'Acme', ...one }))
    crm.clock.pass('PT1H')
    return { crm, master, other: await aLeadIn(crm, somebody({ company: 'Acme', ...other })) }
  }

  test('the master keeps what it has, gets what it lacks, and a person can choose otherwise', async () => {
    const { crm, master, other } = await two({}, { city: 'Yazd', jobTitle: 'Head' })
    const preview = await previewMerge(crm.crm, { actor: manager, masterId: master.id, otherId: other.id })
    expect(preview.fields.find(({ field }) => field === 'city')).toMatchObject({ value: 'Yazd', from: 'other', by: 'non-empty' })
    const { lead } = await merged(crm, master.id, other.id, { name: 'other' })
    expect(lead).toMatchObject({ city: 'Yazd', jobTitle: 'Head', name: other.name, email: master.email })
    expect((await crm.profile(other.id)).lead).toMatchObject({ mergedIntoId: master.id, name: other.name })
    expect((await crm.profile(master.id)).activities.map(({ type }) => type)).toContain('lead.absorbed')
  })

  test('who comes again under the other address or number is the master', async () => {
    const { crm, master, other } = await two()
    await merged(crm, master.id, other.id)
    for (const values of [{ email: other.email }, { phone: other.phone }, { email: master.email }]) {
      const [again] = await crm.capture('api', { values: { name: 'Again', ...values } })
      expect(again?.id).toBe(master.id)
    }
  })

  test('tasks, documents, lists, counts and the day leave the merged one out; it is still open by its id', async () => {
    const { crm, master, other } = await two()
    await createTask(crm.crm, { subject: { en: 'Call' }, leadId: other.id, assignee: 'owner' }, 'merge-task')
    await createRecord(crm.crm, { actor: SYSTEM, entity: 'document', values: { kind: 'quote', leadId: other.id } })
    expect(await countLeads(crm.crm, { actor: SYSTEM, filter: {} })).toBe(2)
    await merged(crm, master.id, other.id)
    const { tasks, documents } = await crm.profile(master.id)
    expect(tasks.map(({ idempotencyKey }) => idempotencyKey)).toContain('merge-task')
    expect(documents).toHaveLength(1)
    expect(await countLeads(crm.crm, { actor: SYSTEM, filter: {} })).toBe(1)
    expect((await listLeads(crm.crm, { actor: SYSTEM, query: {} })).records.map(({ id }) => id)).toEqual([master.id])
    expect((await seeToday(crm.crm, { actor: SYSTEM, mine: false })).counts.open).toBe(1)
    expect((await crm.profile(other.id)).lead.id).toBe(other.id)
    const edit = await updateLead(crm.crm, { actor: SYSTEM, id: other.id, changes: { city: 'Qom' } })
    expect(edit).toMatchObject({ code: 'merged-already', details: [master.id] })
  })

  test('merged into each other at once, one of them stays', async () => {
    const { crm, master, other } = await two()
    const answers = await Promise.all([
      mergeLeads(crm.crm, { actor: manager, masterId: master.id, otherId: other.id }),
      mergeLeads(crm.crm, { actor: manager, masterId: other.id, otherId: master.id }),
    ])
    expect(answers.filter(isRefusal)).toMatchObject([{ code: 'merged-already' }])
    expect(await countLeads(crm.crm, { actor: SYSTEM, filter: {} })).toBe(1)
    const again = answers[0] && !isRefusal(answers[0]) ? [master.id, other.id] : [other.id, master.id]
    expect(await merged(crm, String(again[0]), String(again[1]))).toMatchObject({ already: true })
    expect(await mergeLeads(crm.crm, { actor: manager, masterId: master.id, otherId: master.id })).toMatchObject({
      code: 'same-record',
    })
  })

  test('taken back, both are as they were, with their names and work', async () => {
    const { crm, master, other } = await two({}, { city: 'Yazd' })
    await createTask(crm.crm, { subject: { en: 'Call' }, leadId: other.id, assignee: 'owner' }, 'undo-task')
    const { changeSetId = '' } = await merged(crm, master.id, other.id)
    const answer = await undoChangeSet(crm.crm, { actor: manager, id: changeSetId })
    expect(isRefusal(answer) ? answer.refused : 'done').toBe('done')
    const [one, two_] = [(await crm.profile(master.id)).lead, await crm.profile(other.id)]
    expect(one.city).toBeUndefined()
    expect(two_.lead.mergedIntoId).toBeUndefined()
    expect(two_.lead.nameKey).toBe(other.nameKey)
    expect(two_.tasks.map(({ idempotencyKey }) => idempotencyKey)).toContain('undo-task')
    const [again] = await crm.capture('api', { values: { name: 'Again', email: other.email } })
    expect(again?.id).toBe(other.id)
    expect(await countLeads(crm.crm, { actor: SYSTEM, filter: {} })).toBe(2)
  })

  test('equal keys are an exact duplicate, equal name and company a similar one; a merge clears the pair', async () => {
    const crm = await open({ config: { dedupe: { email: 'link', phone: 'link', similar: true } } })
    const one = await aLeadIn(crm, { name: 'Sara', company: 'Acme', email: 'sara@acme.example' })
    const same = await aLeadIn(crm, { name: 'S.', email: 'SARA@acme.example' })
    const namesake = await aLeadIn(crm, { name: 'sara', company: 'ACME' })
    const groups = await listDuplicates(crm.crm, { actor: as('rep') })
    expect(groups).toMatchObject([
      { match: 'exact', reasons: ['same-email'], leads: [{ id: one.id }, { id: same.id }] },
      { match: 'similar', reasons: ['same-name'], leads: [{ id: one.id }, { id: namesake.id }] },
    ])
    await merged(crm, one.id, same.id)
    expect(await listDuplicates(crm.crm, { actor: as('rep'), match: 'exact' })).toEqual([])
    const known = await findDuplicates(crm.crm, {
      actor: as('rep'),
      values: { email: 'Sara@ACME.example', name: 'Sara', company: 'acme' },
    })
    expect(known.map(({ lead, match }) => [lead.id, match])).toEqual([
      [one.id, 'exact'],
      [namesake.id, 'similar'],
    ])
  })

  test('two contacts become one: whatever points to the other points to the master, and comes back', async () => {
    const crm = await open()
    const make = async (values: object) => {
      const record = await createRecord(crm.crm, { actor: SYSTEM, entity: 'contact', values: { ...values } })
      if (isRefusal(record)) throw new Error(record.refused)
      return record.id
    }
    const [masterId, otherId] = [await make({ name: 'Sara' }), await make({ name: 'Sara A.', email: 'sara@m.example' })]
    await createRecord(crm.crm, { actor: SYSTEM, entity: 'document', values: { kind: 'invoice', contactId: otherId } })
    const both = await Promise.all([
      mergeRecords(crm.crm, { actor: manager, entity: 'contact', masterId, otherId }),
      mergeRecords(crm.crm, { actor: manager, entity: 'contact', masterId: otherId, otherId: masterId }),
    ])
    const [done] = both.filter((each) => !isRefusal(each))
    expect(both.filter(isRefusal)).toHaveLength(1)
    if (!done || isRefusal(done)) throw new Error('None was merged.')
    expect(done.record).toMatchObject({ email: 'sara@m.example' })
    const documents = async () => (await crm.crm.store.records.list('document', { limit: 9 })).records[0]?.['contactId']
    expect(await documents()).toBe(done.record.id)
    expect(isRefusal(await undoChangeSet(crm.crm, { actor: manager, id: done.changeSetId ?? '' }))).toBe(false)
    expect(await documents()).toBe(otherId)
  })
})
