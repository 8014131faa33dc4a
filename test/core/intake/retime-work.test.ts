import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { retimeWork } from '../../../core/intake/retime-work.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/index.js'
import { eachDatabase } from '../../support/databases.js'
import { type RuleFolder, ruleFolder } from '../../support/rule-folder.js'

let rules: RuleFolder
let crm: TestCrm

beforeEach(async () => {
  rules = await ruleFolder()
})

afterEach(async () => {
  await crm.close()
  await rules.remove()
})

/** An automation that acts on whoever has been here for so many minutes. */
const afterMinutes = (minutes: number) =>
  writeFile(
    join(rules.folder, 'automations', 'late.automation.json'),
    JSON.stringify({
      ...{ apiVersion: 'sarnakh/v1', kind: 'automation', id: 'late', title: { en: 'Late' }, entity: 'lead' },
      rules: [
        {
          ...{ id: 'late', title: { en: 'Late' }, fire: 'once' },
          conditions: {
            all: [
              {
                fact: 'elapsed',
                params: { since: ['createdAt'], unit: 'minutes' },
                operator: 'greaterThanInclusive',
                value: minutes,
              },
            ],
          },
          then: [{ type: 'task.create', params: { subject: 'Look at it' } }],
        },
      ],
    }),
  )

async function retimeAll(): Promise<void> {
  const work = retimeWork(crm.crm)
  while ((await work.run()) > 0);
}

const firedLate = async (leadId: string) =>
  (await crm.profile(leadId)).decisions.some(({ decision }) => decision.fired.some(({ rule }) => rule === 'late/late'))

eachDatabase((database) => {
  test('a deadline that new rules bring is met by leads that were there before, to the minute', async () => {
    crm = await openTestCrm({ connection: await database.newConnection(), rules: [rules.folder] })
    const leads: string[] = []
    for (let index = 0; index < 3; index += 1) {
      const [lead] = await crm.capture('api', { values: { name: `Lead ${index}`, email: `l${index}@example.com` } })
      leads.push(lead?.id ?? '')
    }
    await retimeAll()
    await afterMinutes(3)
    await crm.crm.reloadRules()
    const versions = async () => (await crm.crm.store.records.getMany('lead', leads)).map(({ version }) => version)
    const before = await versions()
    await retimeAll()
    expect(await versions()).toEqual(before)
    await crm.pass('PT2M59S')
    expect(await Promise.all(leads.map(firedLate))).toEqual([false, false, false])
    await crm.pass('PT1S')
    expect(await Promise.all(leads.map(firedLate))).toEqual([true, true, true])
  })

  test('a later deadline leaves the earlier waking as it is, and a second look changes nothing', async () => {
    await afterMinutes(3)
    crm = await openTestCrm({ connection: await database.newConnection(), rules: [rules.folder] })
    const [lead] = await crm.capture('api', { values: { name: 'Ali' } })
    await retimeAll()
    const wakes = async () => (await crm.crm.store.records.get('lead', lead?.id ?? ''))?.['nextChangeAt']
    const before = await wakes()
    await afterMinutes(30)
    await crm.crm.reloadRules()
    await retimeAll()
    await retimeAll()
    expect(await wakes()).toBe(before)
    expect(await retimeWork(crm.crm).run()).toBe(0)
  })
})
