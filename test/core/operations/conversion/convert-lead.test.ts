import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { undoChangeSet } from '../../../../core/operations/changes/undo-changes.js'
import { convertLead } from '../../../../core/operations/conversion/convert-lead.js'
import { previewConversion } from '../../../../core/operations/conversion/preview-conversion.js'
import { changeRecord, createRecord, createTask, updateLead } from '../../../../core/operations/index.js'
import { isRefusal } from '../../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../../core/testing/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { aLeadIn, as, crmsOn, somebody } from '../crms-of-suite.js'

/** A company nobody else works for. */
let companies = 0
const company = () => `Company ${++companies}`

const all = async (
  test: TestCrm,
  entity: 'account' | 'contact' | 'opportunity' | 'changeSet' | 'recordChange' | 'statusChange',
) => (await test.crm.store.records.list(entity, { limit: 200 })).records

async function converted(test: TestCrm, id: string, more: object = {}) {
  const answer = await convertLead(test.crm, { actor: as('rep'), id, ...more })
  if (isRefusal(answer)) throw new Error(answer.refused)
  return answer
}

eachDatabase((database) => {
  const open = crmsOn(database)

  test('a lead becomes account, contact and opportunity, which point to each other and to the lead', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody({ company: 'Acme', website: 'https://www.acme.example', employees: 40 }))
    const { accountId, contactId, opportunityId, already } = await converted(crm, lead.id)
    const [[account], [contact], [opportunity]] = await Promise.all([
      all(crm, 'account'),
      all(crm, 'contact'),
      all(crm, 'opportunity'),
    ])
    expect(already).toBe(false)
    expect(account).toMatchObject({ id: accountId, name: 'Acme', websiteKey: 'acme.example', employees: 40 })
    expect(contact).toMatchObject({ id: contactId, name: lead.name, emailKey: lead.email, accountId })
    expect(opportunity).toMatchObject({ id: opportunityId, leadId: lead.id, accountId, contactId, outcome: 'open' })
    const after = (await crm.profile(lead.id)).lead
    expect(after).toMatchObject({ status: 'converted', convertedAt: crm.clock.now(), accountId, contactId, opportunityId })
  })

  test('converted twice at once, or again, it answers the same records', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody({ company: company() }))
    const answers = await Promise.all([1, 2, 3].map(() => converted(crm, lead.id)))
    const again = await converted(crm, lead.id)
    expect(new Set([...answers, again].map(({ opportunityId }) => opportunityId)).size).toBe(1)
    expect(new Set([...answers, again].map(({ changeSetId }) => changeSetId)).size).toBe(1)
    expect(answers.filter(({ already }) => !already)).toHaveLength(1)
    expect(await all(crm, 'opportunity')).toHaveLength(1)
    expect(await all(crm, 'contact')).toHaveLength(1)
  })

  test('a key that named another conversion is refused', async () => {
    const crm = await open()
    const [one, other] = [await aLeadIn(crm, somebody()), await aLeadIn(crm, somebody())]
    await converted(crm, one.id, { idempotencyKey: 'k-1' })
    expect((await converted(crm, one.id, { idempotencyKey: 'k-1' })).already).toBe(true)
    expect(await convertLead(crm.crm, { actor: SYSTEM, id: other.id, idempotencyKey: 'k-1' })).toMatchObject({ code: 'key-used' })
  })

  test('an edit at the same time is lost to neither', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody({ company: company() }))
    const edit = updateLead(crm.crm, { actor: SYSTEM, id: lead.id, changes: { city: 'Yazd' } })
    await Promise.all([converted(crm, lead.id), edit])
    expect((await crm.profile(lead.id)).lead).toMatchObject({ city: 'Yazd', status: 'converted' })
  })

  test('who is there already is linked, with the reasons; a second opportunity begins beside the first', async () => {
    const crm = await open()
    const first = await aLeadIn(crm, somebody({ company: 'Acme', website: 'https://acme.example', email: 'one@acme.example' }))
    const { accountId, contactId, opportunityId } = await converted(crm, first.id)
    const second = await aLeadIn(crm, somebody({ company: 'ACME', website: 'http://acme.example/en', phone: '02188887777' }))
    const preview = await previewConversion(crm.crm, { actor: as('rep'), id: second.id })
    expect(preview.parts.account.choice).toEqual({ link: accountId })
    expect(preview.candidates.account).toMatchObject([{ match: 'exact', reasons: ['same-web-host', 'same-company'] }])
    expect(preview.candidates.opportunity).toMatchObject([{ record: { id: opportunityId }, match: 'similar' }])
    expect(await all(crm, 'account')).toHaveLength(1)
    const answer = await converted(crm, second.id)
    expect(answer.accountId).toBe(accountId)
    expect(answer.contactId).not.toBe(contactId)
    const opportunities = (await all(crm, 'opportunity')).filter((each) => each['accountId'] === accountId)
    expect(opportunities).toHaveLength(2)
  })

  test('a choice of a person counts: link, leave, create with other values', async () => {
    const crm = await open()
    const account = await createRecord(crm.crm, { actor: SYSTEM, entity: 'account', values: { name: 'Chosen' } })
    if (isRefusal(account)) throw new Error(account.refused)
    const lead = await aLeadIn(crm, somebody({ company: company() }))
    const choices = { account: { link: account.id }, opportunity: 'none' } as const
    const answer = await converted(crm, lead.id, { choices, values: { contact: { jobTitle: 'Buyer' } } })
    expect(answer).toMatchObject({ accountId: account.id })
    expect(answer.opportunityId).toBeUndefined()
    expect(await all(crm, 'contact')).toMatchObject([{ jobTitle: 'Buyer', accountId: account.id }])
  })

  test('a record that refuses keeps all of it from being written, and says why in both languages', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody({ company: company() }))
    const values = { opportunity: { stage: 'nowhere' } }
    const answer = await convertLead(crm.crm, { actor: SYSTEM, id: lead.id, values })
    expect(isRefusal(answer) && answer.words?.['fa']).toBeTruthy()
    expect(await all(crm, 'account')).toHaveLength(0)
    expect((await crm.profile(lead.id)).lead.convertedAt).toBeUndefined()
    const unfit = await convertLead(crm.crm, { actor: SYSTEM, id: lead.id, values: { contact: { email: 'no address' } } })
    expect(unfit).toMatchObject({ code: 'value-unfit', fields: ['contact.email'] })
    const preview = await previewConversion(crm.crm, { actor: SYSTEM, id: lead.id, values })
    expect(preview.refusal).toBeDefined()
  })

  test('open tasks and documents follow; what is done stays', async () => {
    const crm = await open()
    const lead = await aLeadIn(crm, somebody({ company: company() }))
    await createTask(crm.crm, { subject: { en: 'Call' }, leadId: lead.id, assignee: 'owner' }, 'follow-1')
    await createRecord(crm.crm, { actor: SYSTEM, entity: 'document', values: { kind: 'quote', leadId: lead.id } })
    const { contactId, opportunityId } = await converted(crm, lead.id)
    const { records: tasks } = await crm.crm.store.records.list('task', { limit: 50 })
    const { records: documents } = await crm.crm.store.records.list('document', { limit: 50 })
    expect(tasks.find((task) => task['idempotencyKey'] === 'follow-1')).toMatchObject({ contactId, opportunityId })
    expect(documents).toMatchObject([{ leadId: lead.id, contactId, opportunityId }])
  })

  describe('taken back', () => {
    test('all is as it was: records gone, lead open again, followers released', async () => {
      const crm = await open()
      const lead = await aLeadIn(crm, somebody({ company: company() }))
      await createRecord(crm.crm, { actor: SYSTEM, entity: 'document', values: { kind: 'quote', leadId: lead.id } })
      const { changeSetId = '' } = await converted(crm, lead.id)
      const undone = await undoChangeSet(crm.crm, { actor: as('rep'), id: changeSetId })
      expect(undone).toMatchObject({ undoneBy: 'u-rep' })
      for (const entity of ['account', 'contact', 'opportunity'] as const) expect(await all(crm, entity)).toEqual([])
      const after = await crm.profile(lead.id)
      expect(after.lead).toMatchObject({ status: lead.status })
      expect(after.lead.convertedAt ?? after.lead.contactId ?? after.lead.opportunityId).toBeUndefined()
      expect(after.documents[0]?.contactId).toBeUndefined()
      expect(after.activities.map(({ type }) => type)).toContain('lead.undone')
      expect(await undoChangeSet(crm.crm, { actor: SYSTEM, id: changeSetId })).toMatchObject({ code: 'undone-already' })
      expect((await converted(crm, lead.id)).already).toBe(false)
    })

    test('refused where somebody went on: each record and field is named', async () => {
      const crm = await open()
      const lead = await aLeadIn(crm, somebody({ company: company() }))
      const { changeSetId = '', contactId = '', accountId = '' } = await converted(crm, lead.id)
      await changeRecord(crm.crm, { actor: SYSTEM, entity: 'contact', id: contactId, changes: { jobTitle: 'Head' } })
      const other = { name: 'Other', accountId }
      const linked = await createRecord(crm.crm, { actor: SYSTEM, entity: 'contact', values: other })
      const answer = await undoChangeSet(crm.crm, { actor: SYSTEM, id: changeSetId })
      expect(answer).toMatchObject({ code: 'undo-in-the-way' })
      expect(isRefusal(answer) && answer.details?.toSorted()).toEqual(
        [`contact:${contactId}:jobTitle`, `contact:${isRefusal(linked) ? '' : linked.id}:accountId`].toSorted(),
      )
      expect((await crm.profile(lead.id)).lead.status).toBe('converted')
    })

    test('not once its week is over', async () => {
      const crm = await open()
      const lead = await aLeadIn(crm, somebody({ company: company() }))
      const { changeSetId = '' } = await converted(crm, lead.id)
      crm.clock.pass('P8D')
      expect(await undoChangeSet(crm.crm, { actor: SYSTEM, id: changeSetId })).toMatchObject({ code: 'undo-late' })
    })

    test('a linked record stays and loses only what the conversion gave it', async () => {
      const crm = await open()
      const contact = await createRecord(crm.crm, {
        actor: SYSTEM,
        entity: 'contact',
        values: { name: 'Sara', email: 'sara@link.example' },
      })
      if (isRefusal(contact)) throw new Error(contact.refused)
      const lead = await aLeadIn(crm, somebody({ company: company(), email: 'SARA@link.example' }))
      const { changeSetId = '', contactId, accountId } = await converted(crm, lead.id)
      expect(contactId).toBe(contact.id)
      expect(await crm.crm.store.records.get('contact', contact.id)).toMatchObject({ accountId })
      expect(isRefusal(await undoChangeSet(crm.crm, { actor: SYSTEM, id: changeSetId }))).toBe(false)
      expect((await crm.crm.store.records.get('contact', contact.id))?.['accountId']).toBeUndefined()
    })
  })
})
