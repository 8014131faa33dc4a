import { afterEach, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import type { Decision } from '../../../../core/model/decision.js'
import { logActivity, replayDecision, replayDecisions, updateLead } from '../../../../core/operations/index.js'
import { definePlugin, type Plugin } from '../../../../core/plugin-api/index.js'
import { openDatabase } from '../../../../core/store/database/open-database.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../../../core/testing/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { ruleFolder } from '../../../support/rule-folder.js'

let closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  closing = []
})

async function open(options: TestCrmOptions): Promise<TestCrm> {
  const crm = await openTestCrm(options)
  closing.push(crm.close)
  return crm
}

const HOT = { authority: 'decision-maker', employees: 600, needLevel: 'defined', timeline: 'now' }
const STATE = { refuses: true, failing: '', refused: '' }

/** Plugins that answer by something outside, fail, and refuse. */
const moody: Plugin = definePlugin({
  name: 'moody',
  version: '1.0.0',
  facts: {
    broken: {
      label: 'Broken',
      value: { type: 'number' },
      load: () => {
        throw new Error('no line')
      },
    },
  },
  hooks: {
    'lead:assign': ({ ownerId }) => {
      if (STATE.refuses && ownerId === STATE.failing) throw new Error('the directory is away')
      return STATE.refuses && ownerId === STATE.refused ? { refused: 'On leave.' } : undefined
    },
    'lead:transition': () => (STATE.refuses ? { refused: 'Not today.' } : undefined),
  },
})

interface Stored {
  readonly id: string
  readonly leadId: string
  readonly decision: Decision
}

async function decisions({ crm }: TestCrm): Promise<readonly Stored[]> {
  const found: Stored[] = []
  for await (const batch of crm.store.records.each('decision', { batch: 100 }))
    found.push(...batch.map(({ id, leadId, trace }) => ({ id, leadId: String(leadId), decision: trace as Decision })))
  return found
}

const replay = ({ crm }: TestCrm, id: string) => replayDecision(crm, { actor: SYSTEM, id })

async function expectAllSame(crm: TestCrm): Promise<readonly Stored[]> {
  const stored = await decisions(crm)
  for (const { id } of stored) expect(await replay(crm, id)).toMatchObject({ outcome: 'same', differences: [], plugins: [] })
  return stored
}

/** Stores a decision once more, changed; decisions themselves cannot be. */
async function storedOtherwise({ crm }: TestCrm, { decision, leadId }: Stored, change: object): Promise<string> {
  const id = crm.newId()
  const { now, trigger, ruleSet } = decision
  const record = { id, version: 1, createdAt: now, updatedAt: now, leadId, at: now, trigger, ruleSet }
  await crm.store.records.insert('decision', [{ ...record, trace: { ...decision, ...change } }])
  return id
}

/** Stores a decision once more with a text that is no decision, as a disk does that fails. */
async function storedDamaged(connection: string, { id, text }: { readonly id: string; readonly text: string }): Promise<string> {
  const damaged = `${id.slice(0, -4)}dead`
  const on = await openDatabase(connection)
  const columns = 'version, created_at, updated_at, lead_id, at, "trigger", rule_set, submission_id'
  const sql = `insert into decision (id, trace, ${columns}) select ?, ?, ${columns} from decision where id = ?`
  await on.rows(sql, [damaged, text, id])
  await on.close()
  return damaged
}

eachDatabase((database) => {
  test.each(['{"facts": {', 'null', '{}', '{"facts":{"lead":{}},"scores":{},"ruleSet":"x","now":1}'])(
    'a decision that is stored as %s is named with a code, and the others are read',
    async (text) => {
      const connection = await database.newConnection()
      const crm = await open({ connection })
      const [lead] = await crm.capture('api', { values: { name: 'Ali', ...HOT } })
      const [whole] = await decisions(crm)
      const id = await storedDamaged(connection, { id: whole?.id ?? '', text })
      await expect(replay(crm, id)).rejects.toMatchObject({ code: 'DECISION_UNREADABLE' })
      expect(await replay(crm, whole?.id ?? '')).toMatchObject({ outcome: 'same' })
      const named = { id, leadId: lead?.id, code: 'DECISION_UNREADABLE' }
      const profile = await crm.profile(lead?.id ?? '')
      expect(profile.decisions.map((each) => each.id)).toEqual([whole?.id])
      expect(profile.unreadable).toMatchObject([named])
      const report = await replayDecisions(crm.crm, { actor: SYSTEM, since: 0 })
      expect(report).toMatchObject({ decisions: 2, same: 1, impossible: { 'decision-unreadable': 1 }, unreadable: [named] })
    },
  )

  test('a decision that says the same in other letters is not the same byte for byte', async () => {
    const crm = await open({ connection: await database.newConnection() })
    await crm.capture('api', { values: { name: 'Ali' } })
    const [stored] = await decisions(crm)
    if (!stored) throw new Error('unreachable')
    const { trigger, ...rest } = stored.decision
    const id = await storedOtherwise(crm, { ...stored, decision: { ...rest, trigger } }, {})
    expect(await replay(crm, id)).toMatchObject({ outcome: 'different', differences: [], textDiffersAt: 2 })
  })

  test('decisions about leads that came in, were edited, called, given away and grew old are made again byte for byte', async () => {
    const crm = await open({ connection: await database.newConnection() })
    for (const name of ['Anna', 'Behrouz', 'Carla'])
      await crm.addUser({ name, queues: ['inbound', 'enterprise'], capacity: 2, weight: 2 })
    for (let index = 0; index < 9; index += 1) {
      await crm.capture('api', { values: { name: `Lead ${index}`, email: `l${index}@example.com`, ...(index % 2 ? HOT : {}) } })
    }
    const { records } = await crm.crm.store.records.list('lead', { limit: 3 })
    const [first, second] = records
    await updateLead(crm.crm, { actor: SYSTEM, id: first?.id ?? '', changes: { employees: 7 } })
    await logActivity(crm.crm, { actor: SYSTEM, activity: { leadId: second?.id ?? '', type: 'call.outbound' } })
    await crm.pass('PT10M')
    await crm.pass('P8D')
    const stored = await expectAllSame(crm)
    expect(new Set(stored.map(({ decision }) => decision.trigger))).toEqual(new Set(['capture', 'edit', 'timer']))
    const chosen = stored.filter(({ decision }) => decision.inputs?.queue)
    expect(chosen.some(({ decision }) => decision.routing?.leftOut.some(({ reason }) => reason === 'at-capacity'))).toBe(true)
    expect(stored.some(({ decision }) => decision.fired.length > 0)).toBe(true)
  })

  test('what guards said and facts that failed come from the record, though both would answer otherwise today', async () => {
    const rules = await ruleFolder()
    closing.push(rules.remove)
    await rules.edit(
      'scoring/lead-score.scoring.json',
      '"rules": [',
      `"rules": [ { "id": "broken", "title": { "en": "Broken" }, "conditions": { "all": [ { "fact": "broken", "operator": "greaterThan", "value": 0 } ] }, "then": { "group": "fit", "points": 1 } },`,
    )
    STATE.refuses = true
    const crm = await open({ connection: await database.newConnection(), rules: [rules.folder], plugins: [moody] })
    const add = (name: string) => crm.addUser({ name, queues: ['inbound', 'enterprise'] })
    STATE.failing = await add('Anna')
    STATE.refused = await add('Behrouz')
    await add('Carla')
    for (let index = 0; index < 4; index += 1) await crm.capture('api', { values: { name: `Lead ${index}`, ...HOT } })
    STATE.refuses = false
    const stored = await expectAllSame(crm)
    const guards = stored.flatMap(({ decision }) => decision.inputs?.guards ?? [])
    expect(guards.some(({ refused }) => refused === 'On leave.')).toBe(true)
    expect(guards.some(({ failed }) => failed?.includes('the directory is away'))).toBe(true)
    expect(stored.every(({ decision }) => decision.problems.some(({ message }) => message.includes('no line')))).toBe(true)
  })
})

test('a decision that came out otherwise is told place by place', async () => {
  const crm = await open({})
  await crm.capture('api', { values: { name: 'Ali', ...HOT } })
  const [stored] = await decisions(crm)
  if (!stored) throw new Error('unreachable')
  const facts = { ...stored.decision.facts, lead: { ...(stored.decision.facts['lead'] as object), authority: 'user' } }
  const id = await storedOtherwise(crm, stored, { facts })
  const told = await replay(crm, id)
  if (told.outcome === 'impossible') throw new Error(told.why)
  expect(told.outcome).toBe('different')
  expect(told.differences.map(({ path }) => path)).toContain('scores.lead-score.total')
})

test('a plugin of another version is named, and so is one that is not loaded any more', async () => {
  const crm = await open({ plugins: [moody] })
  STATE.refuses = false
  await crm.capture('api', { values: { name: 'Ali' } })
  const [stored] = await decisions(crm)
  if (!stored) throw new Error('unreachable')
  const then = { ...(await crm.crm.store.system.pluginSet(stored.decision.inputs?.plugins ?? '')), moody: '0.9.0', gone: '2.0.0' }
  await crm.crm.store.system.savePluginSet({ digest: 'old', plugins: then, at: 0 })
  const id = await storedOtherwise(crm, stored, { inputs: { ...stored.decision.inputs, plugins: 'old' } })
  expect(await replay(crm, id)).toMatchObject({
    outcome: 'same',
    plugins: [
      { plugin: 'gone', then: '2.0.0' },
      { plugin: 'moody', then: '0.9.0', today: '1.0.0' },
    ],
  })
})

test('what cannot be replayed says why: stored before inputs were kept, by a later version, or under rules that are gone or do not fit', async () => {
  const crm = await open({})
  await crm.capture('api', { values: { name: 'Ali' } })
  const [stored] = await decisions(crm)
  if (!stored) throw new Error('unreachable')
  const outcome = async (change: object) => replay(crm, await storedOtherwise(crm, stored, change))
  expect(await outcome({ inputs: undefined })).toMatchObject({ outcome: 'impossible', why: 'inputs-not-kept' })
  expect(await outcome({ inputs: { ...stored.decision.inputs, format: 2 } })).toMatchObject({ why: 'stored-by-a-later-version' })
  expect(await outcome({ ruleSet: 'unknown' })).toMatchObject({ why: 'rules-not-kept' })
  const files = crm.crm.rules().files.map((file) => ({ ...file, text: file.text.replaceAll('"lead"', '"leed"') }))
  await crm.crm.store.system.saveRuleSet({ digest: 'unfit', files, at: 0 })
  const unfit = await outcome({ ruleSet: 'unfit' })
  expect(unfit).toMatchObject({ why: 'rules-do-not-fit' })
  expect(unfit.outcome === 'impossible' && unfit.reasons.length).toBeGreaterThan(0)
  await expect(replay(crm, 'nobody')).rejects.toMatchObject({ code: 'DECISION_UNKNOWN' })
})
