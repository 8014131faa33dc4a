import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { CrmErrors } from '../../../../core/errors.js'
import {
  compareRules,
  listPublications,
  publishRules,
  rescoreLeads,
  returnRules,
  rulesStatus,
  showPublication,
} from '../../../../core/operations/index.js'
import { putInForce } from '../../../../core/operations/publishing/put-in-force.js'
import { definePlugin } from '../../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../../../core/testing/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { type RuleFolder, ruleFolder } from '../../../support/rule-folder.js'

const SCORING = 'scoring/lead-score.scoring.json'
const QUEUES = 'queues/base.queues.json'
const FIELDS = 'fields/lead.fields.json'
const PUBLISHED = { rules: { from: 'published' } } as const

let rules: RuleFolder
let opened: TestCrm[] = []

beforeEach(async () => {
  rules = await ruleFolder()
})

afterEach(async () => {
  for (const crm of opened) await crm.close()
  opened = []
  await rules.remove()
})

async function open(connection: string, options: Pick<TestCrmOptions, 'idPrefix' | 'plugins'> = {}): Promise<TestCrm> {
  const crm = await openTestCrm({ connection, rules: [rules.folder], config: PUBLISHED, ...options })
  opened.push(crm)
  return crm
}

const boss = (name: string) => ({ values: { name, email: `${name}@example.com`, authority: 'decision-maker' } })

const morePoints = (points: number) => rules.edit(SCORING, '"points": 25', `"points": ${points}`)

const CASES = {
  apiVersion: 'sarnakh/v1',
  kind: 'cases',
  id: 'own',
  for: ['lead-score'],
  cases: [{ name: 'a boss gets 25', given: { lead: { authority: 'decision-maker' } }, expect: { score: 25 } }],
}

eachDatabase((database) => {
  test('a fresh database publishes the files as number 1, and files that change afterwards decide nothing', async () => {
    const crm = await open(await database.newConnection())
    const [first] = await crm.capture('api', boss('ali'))
    await morePoints(30)
    await crm.crm.reloadRules()
    const [second] = await crm.capture('api', boss('reza'))
    expect(second?.score).toBe(first?.score)
    expect(await listPublications(crm.crm, { actor: SYSTEM })).toMatchObject([{ number: 1, author: 'system' }])
    expect(await rulesStatus(crm.crm, { actor: SYSTEM })).toMatchObject({
      from: 'published',
      publication: { number: 1 },
      changes: [{ kind: 'scoring', id: 'lead-score', parts: [{ id: 'decision-maker', change: 'changed' }] }],
    })
  })

  test('publishing writes down who, why, what differs and how cases ended, and decides from then on', async () => {
    const crm = await open(await database.newConnection())
    const [first] = await crm.capture('api', boss('ali'))
    await morePoints(30)
    const published = await publishRules(crm.crm, {
      actor: SYSTEM,
      author: 'sara@example.com',
      note: 'Bosses count more',
    })
    expect(published).toMatchObject({ outcome: 'published', needsRestart: false, publication: { number: 2 } })
    const [second] = await crm.capture('api', boss('reza'))
    expect((second?.score ?? 0) - (first?.score ?? 0)).toBe(5)
    const { digest } = crm.crm.rules()
    expect((await crm.profile(second?.id ?? '')).decisions[0]?.decision.ruleSet).toBe(digest)
    const shown = await showPublication(crm.crm, { actor: SYSTEM, name: '2' })
    expect(shown).toMatchObject({ author: 'sara@example.com', note: 'Bosses count more', digest })
    expect(shown.report.cases?.failed).toEqual([])
    expect(shown.report.impact).toMatchObject({ after: digest, leads: { asked: 1 }, changed: 1 })
    const change = shown.report.files.find(({ kind }) => kind === 'scoring')
    expect(change?.lines.filter((line) => /^[-+]/.test(line)).join('\n')).toMatch(/^-.*"points": 25.*\n\+.*"points": 30/)
    expect(await compareRules(crm.crm, { actor: SYSTEM, before: '2', after: 'working' })).toEqual([])
    expect(await publishRules(crm.crm, { actor: SYSTEM })).toEqual({ outcome: 'unchanged', number: 2 })
  })

  test('publishing that ends before it is done changes nothing, not even the name of a queue', async () => {
    const connection = await database.newConnection()
    const crm = await open(connection)
    await crm.capture('api', boss('ali'))
    const other = await open(connection, { idPrefix: '01910000' })
    const label = async () => (await crm.crm.store.records.get('queue', 'inbound'))?.['label']
    await rules.edit(QUEUES, '"Inbound"', '"Arriving"')
    const { ruleSet } = await crm.crm.ruleShelf.working()
    const cutOff = () => {
      throw new Error('The power went out.')
    }
    await expect(publishRules(crm.crm, { actor: SYSTEM, onProgress: cutOff })).rejects.toThrow('power')
    expect(await label()).toMatchObject({ en: 'Inbound' })
    expect(await crm.crm.store.system.ruleSet(ruleSet.digest)).toBeUndefined()
    const overtaking = { actor: SYSTEM, report: () => ({ files: [] }), after: await crm.crm.store.publications.newest() }
    await putInForce(other.crm, await crm.crm.ruleShelf.working(), overtaking)
    expect(await label()).toMatchObject({ en: 'Arriving' })
    await rules.edit(QUEUES, '"Arriving"', '"Too late"')
    const late = putInForce(crm.crm, await crm.crm.ruleShelf.working(), overtaking)
    await expect(late).rejects.toMatchObject({ code: 'PUBLICATION_OVERTAKEN' })
    await crm.crm.ruleShelf.follow()
    expect(await label()).toMatchObject({ en: 'Arriving' })
  })

  test('files with mistakes and files whose cases fail are not published; a failing case can be passed over, a mistake cannot', async () => {
    await writeFile(join(rules.folder, 'scoring', 'own.cases.json'), JSON.stringify(CASES))
    const crm = await open(await database.newConnection())
    await morePoints(1)
    const refused = await publishRules(crm.crm, { actor: SYSTEM })
    expect(refused).toMatchObject({ outcome: 'cases-failed', cases: { count: 1, failed: [{ name: 'a boss gets 25' }] } })
    await rules.edit(SCORING, '"points": 1', '"pionts": 1')
    await expect(publishRules(crm.crm, { actor: SYSTEM, forceFailingCases: true })).rejects.toBeInstanceOf(CrmErrors)
    expect(await crm.crm.store.publications.newest()).toMatchObject({ number: 1 })
    await rules.edit(SCORING, '"pionts": 1', '"points": 1')
    const forced = await publishRules(crm.crm, { actor: SYSTEM, forceFailingCases: true })
    expect(forced.outcome).toBe('published')
    const { report } = await showPublication(crm.crm, { actor: SYSTEM, name: '2' })
    expect(report.cases?.failed.length).toBeGreaterThan(0)
  })

  test('one step returns to the rules before, as a publication of its own, and one more step undoes that', async () => {
    const crm = await open(await database.newConnection())
    const old = crm.crm.rules().digest
    await expect(returnRules(crm.crm, { actor: SYSTEM })).rejects.toMatchObject({ code: 'PUBLICATION_UNKNOWN' })
    await morePoints(30)
    await publishRules(crm.crm, { actor: SYSTEM })
    const young = crm.crm.rules().digest
    expect(await returnRules(crm.crm, { actor: SYSTEM, note: 'Too many' })).toMatchObject({
      publication: { number: 3, returnsTo: 1, digest: old, previous: young, note: 'Too many' },
    })
    expect(crm.crm.rules().digest).toBe(old)
    const [lead] = await crm.capture('api', boss('ali'))
    expect((await crm.profile(lead?.id ?? '')).decisions[0]?.decision.ruleSet).toBe(old)
    await returnRules(crm.crm, { actor: SYSTEM })
    expect(crm.crm.rules().digest).toBe(young)
    expect(await returnRules(crm.crm, { actor: SYSTEM, number: 2 })).toEqual({ outcome: 'unchanged', number: 4 })
  })

  test('returning says what it changes and how many leads keep the status to which the rules taken back moved them', async () => {
    const crm = await open(await database.newConnection())
    const [lead] = await crm.capture('api', boss('ali'))
    const to = 'contacted'
    const move = {
      id: 'move',
      title: { en: 'Move' },
      from: [lead?.status],
      to,
      conditions: { all: [{ fact: 'lead', path: '$.name', operator: 'equal', value: 'ali' }] },
    }
    const file = { apiVersion: 'sarnakh/v1', kind: 'transition', id: 'own-moves', entity: 'lead', rules: [move] }
    await writeFile(join(rules.folder, 'own.transition.json'), JSON.stringify(file))
    await crm.pass('PT1M')
    const published = await publishRules(crm.crm, { actor: SYSTEM })
    expect(published).toMatchObject({ outcome: 'published', publication: { report: { impact: { shifted: { status: 1 } } } } })
    await rescoreLeads(crm.crm, { actor: SYSTEM })
    expect(await crm.crm.store.records.get('lead', lead?.id ?? '')).toMatchObject({ status: to })
    const returned = await returnRules(crm.crm, { actor: SYSTEM })
    expect(returned).toMatchObject({
      publication: { report: { kept: { status: 1, grade: 0 }, impact: { shifted: { status: 0 } } } },
    })
    await rescoreLeads(crm.crm, { actor: SYSTEM })
    expect(await crm.crm.store.records.get('lead', lead?.id ?? '')).toMatchObject({ status: to })
  })

  test('a process that starts later decides by what is published, though files on its disk are broken', async () => {
    const connection = await database.newConnection()
    const first = await open(connection)
    await writeFile(join(rules.folder, SCORING), '{')
    const second = await open(connection, { idPrefix: '01910000' })
    expect(second.crm.rules().digest).toBe(first.crm.rules().digest)
    const [lead] = await second.capture('api', boss('ali'))
    expect(lead?.score).toBeGreaterThan(0)
    const { mistakes } = await rulesStatus(second.crm, { actor: SYSTEM })
    expect(mistakes.map(({ code }) => code)).toContain('FILE_SYNTAX')
  })

  test('rules that need a plugin which is not here any more are neither returned to nor started with, and it says what is missing', async () => {
    const connection = await database.newConnection()
    const shoes = definePlugin({
      name: 'shoe-facts',
      facts: { shoes: { label: 'Shoes', value: { type: 'number' }, load: (leads) => leads.map(() => 1) } },
    })
    const needy = '{ "fact": "shoes", "operator": "greaterThan", "value": 0 }'
    const rule = `{ "id": "shoes", "title": { "en": "Shoes" }, "conditions": { "all": [ ${needy} ] }, "then": { "group": "fit", "points": 1 } },`
    await rules.edit(SCORING, '"rules": [', `"rules": [ ${rule}`)
    const first = await open(connection, { plugins: [shoes] })
    await expect(open(connection, { idPrefix: '01910000' })).rejects.toMatchObject({ errors: [{ code: 'RULE_FACT_UNKNOWN' }] })
    await rules.edit(SCORING, rule, '')
    await publishRules(first.crm, { actor: SYSTEM })
    const second = await open(connection, { idPrefix: '01910000' })
    await expect(returnRules(second.crm, { actor: SYSTEM })).rejects.toMatchObject({
      errors: [{ code: 'RULE_FACT_UNKNOWN', message: expect.stringContaining('shoes') }],
    })
    expect(second.crm.ruleShelf.inForce().publication).toBe(2)
  })

  test('of two who publish at once one is told that it was overtaken', async () => {
    const connection = await database.newConnection()
    const [one, other] = [await open(connection), await open(connection, { idPrefix: '01910000' })]
    await morePoints(30)
    const both = await Promise.allSettled([one, other].map(({ crm }) => publishRules(crm, { actor: SYSTEM })))
    const codes = both.map((each) => (each.status === 'fulfilled' ? each.value.outcome : each.reason.code))
    expect(codes.filter((code) => code === 'published')).toHaveLength(1)
    expect(codes.every((code) => ['published', 'unchanged', 'PUBLICATION_OVERTAKEN'].includes(code))).toBe(true)
  })

  test('changed fields wait for their columns, then for the consent that running processes wait for a restart', async () => {
    const connection = await database.newConnection()
    const crm = await open(connection)
    const size = '"shoeSize": { "type": "integer", "label": { "en": "Shoe size" } },'
    await rules.edit(FIELDS, '"fields": {', `"fields": { ${size}`)
    await expect(publishRules(crm.crm, { actor: SYSTEM })).rejects.toMatchObject({ code: 'SCHEMA_PENDING' })
    const { customFields } = await crm.crm.ruleShelf.working()
    await (await database.openAgain({ connection, customFields, migrations: crm.crm.registry.migrations })).schema.apply()
    const asked = await publishRules(crm.crm, { actor: SYSTEM })
    expect(asked.outcome === 'fields-changed' && asked.fields[0]).toContain('lead.shoeSize')
    const published = await publishRules(crm.crm, { actor: SYSTEM, allowRestart: true })
    expect(published).toMatchObject({ outcome: 'published', needsRestart: true })
    await expect(crm.capture('api', boss('ali'))).rejects.toMatchObject({ code: 'RULES_NOT_FOLLOWED' })
    const restarted = await open(connection, { idPrefix: '01910000' })
    restarted.clock.pass('PT1M')
    await restarted.settle()
    expect(await restarted.crm.store.records.count('lead')).toBe(1)
    const [lead] = await restarted.capture('api', { values: { name: 'Reza', shoeSize: 43 } })
    expect(lead?.['shoeSize']).toBe(43)
  })
})

test('where files decide nothing is published or taken back', async () => {
  const crm = await openTestCrm({ rules: [rules.folder] })
  opened.push(crm)
  await expect(publishRules(crm.crm, { actor: SYSTEM })).rejects.toMatchObject({ code: 'RULES_FROM_FILES' })
  await expect(returnRules(crm.crm, { actor: SYSTEM })).rejects.toMatchObject({ code: 'RULES_FROM_FILES' })
})
