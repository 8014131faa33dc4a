import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import type { Decision } from '../../../core/model/decision.js'
import { replayDecision, updateLead } from '../../../core/operations/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { aLeadIn, crmsOn, somebody } from '../operations/crms-of-suite.js'
import { rulesFolder } from './rules-folder.js'

const titleIs = (value: string) => ({ all: [{ fact: 'lead', path: '$.jobTitle', operator: 'equal', value }] })
const setting = (id: string, { when, fire, ...params }: { when: object; fire?: string; field: string; value: string }) => ({
  id,
  ...(fire === undefined ? {} : { fire }),
  conditions: when,
  then: [{ type: 'field.set', params }],
})
const inTehran = { all: [{ fact: 'lead', path: '$.city', operator: 'equal', value: 'Tehran' }] }
const sellsOn = { all: [{ fact: 'lead', path: '$.industry', operator: 'equal', value: 'retail' }] }

/** `stamp` writes the same again and again, `ping` and `pong` undo each other, `one` to `seven` each follow from the one before. */
const steps = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
const rules = [
  setting('stamp', { when: inTehran, fire: 'always', field: 'company', value: 'Pars' }),
  setting('ping', { when: titleIs('ping'), field: 'jobTitle', value: 'pong' }),
  setting('pong', { when: titleIs('pong'), field: 'jobTitle', value: 'ping' }),
  setting('left', { when: sellsOn, fire: 'always', field: 'company', value: 'Left' }),
  setting('right', { when: sellsOn, fire: 'always', field: 'company', value: 'Right' }),
  ...steps.map((step, place) => setting(step, { when: titleIs(step), field: 'jobTitle', value: steps[place + 1] ?? 'the end' })),
]

let folder: string
beforeAll(async () => {
  folder = await rulesFolder({ automation: { rules } })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function decisionsOf({ crm }: TestCrm, leadId: string): Promise<readonly { id: string; decision: Decision }[]> {
  const where = { all: [{ fact: 'decision', path: '$.leadId', operator: 'equal', value: leadId }] }
  const { records } = await crm.store.records.list('decision', { where, limit: 500 })
  return records
    .map((record) => ({ id: record.id, decision: record['trace'] as Decision }))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

const problemsIn = (decisions: readonly { readonly decision: Decision }[]) =>
  decisions.flatMap(({ decision }) => decision.problems)

eachDatabase((database) => {
  const open = crmsOn(database)

  test('an automation that always fires ends where its effect changes nothing any more', async () => {
    const crm = await open({ rules: [folder] })
    const { id } = await aLeadIn(crm, somebody({ city: 'Tehran' }))
    const decisions = await decisionsOf(crm, id)
    expect(decisions.map(({ decision }) => decision.trigger)).toEqual(['capture', 'edit'])
    expect(await crm.crm.store.records.get('lead', id)).toMatchObject({ company: 'Pars', version: 2 })
    expect(problemsIn(decisions)).toEqual([])
    expect(await crm.crm.store.outbox.list({ recordId: id, limit: 10 })).toMatchObject([{ state: 'done' }, { state: 'done' }])
  })

  test('two automations that undo each other end after five links, and the decision says so', async () => {
    const crm = await open({ rules: [folder] })
    const { id } = await aLeadIn(crm, somebody({ jobTitle: 'ping' }))
    const decisions = await decisionsOf(crm, id)
    expect(decisions).toHaveLength(6)
    expect(decisions.at(-1)?.decision).toMatchObject({
      fired: [],
      actions: [],
      rulesTrue: ['automation/pong'],
      inputs: { chain: ['ping', 'pong', 'ping', 'pong', 'ping'].map((rule) => `automation/${rule}`) },
      problems: [{ where: 'rule automation/pong', message: expect.stringContaining('automation/ping → automation/pong') }],
    })
    expect(await replayDecision(crm.crm, { actor: SYSTEM, id: decisions.at(-1)?.id ?? '' })).toMatchObject({ outcome: 'same' })
  })

  test('what somebody does to the lead afterwards begins a new chain', async () => {
    const crm = await open({ rules: [folder] })
    const { id } = await aLeadIn(crm, somebody({ jobTitle: 'ping' }))
    const before = (await decisionsOf(crm, id)).length
    await updateLead(crm.crm, { actor: SYSTEM, id, changes: { jobTitle: 'ping' } })
    await crm.crm.settle()
    expect((await decisionsOf(crm, id)).length).toBe(before + 6)
  })

  test('two that always write against each other end too', async () => {
    const crm = await open({ rules: [folder] })
    const { id } = await aLeadIn(crm, somebody({ industry: 'retail' }))
    const decisions = await decisionsOf(crm, id)
    expect(decisions.length).toBeLessThan(100)
    expect(problemsIn(decisions).map(({ where }) => where)).toEqual(
      expect.arrayContaining(['rule automation/left', 'rule automation/right']),
    )
    expect(await crm.crm.store.outbox.list({ recordId: id, state: 'waiting', limit: 10 })).toEqual([])
  })

  test('automations that follow from each other without a circle go on to their end', async () => {
    const crm = await open({ rules: [folder] })
    const { id } = await aLeadIn(crm, somebody({ jobTitle: 'one' }))
    expect(await crm.crm.store.records.get('lead', id)).toMatchObject({ jobTitle: 'the end' })
    expect(problemsIn(await decisionsOf(crm, id))).toEqual([])
  })
})
