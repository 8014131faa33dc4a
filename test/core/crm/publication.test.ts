import { afterEach, beforeEach, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { record } from '../../../core/intake/capture.js'
import { decideWaiting } from '../../../core/intake/intake-work.js'
import type { Decision } from '../../../core/model/decision.js'
import { logActivity, publishRules, returnRules } from '../../../core/operations/index.js'
import { definePlugin, type Plugin } from '../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm } from '../../../core/testing/index.js'
import { eachDatabase } from '../../support/databases.js'
import { type RuleFolder, ruleFolder } from '../../support/rule-folder.js'

const SCORING = 'scoring/lead-score.scoring.json'

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

async function open(connection: string, options: { idPrefix?: string; plugins?: readonly Plugin[] } = {}): Promise<TestCrm> {
  const config = { rules: { from: 'published' } } as const
  const crm = await openTestCrm({ connection, rules: [rules.folder], config, ...options })
  opened.push(crm)
  return crm
}

/** Holds decisions up between their facts and their commit, until the gate opens. */
function gated() {
  let opens = (): void => undefined
  let reached = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    opens = resolve
  })
  const isReached = new Promise<void>((resolve) => {
    reached = resolve
  })
  const plugin = definePlugin({
    name: 'gate',
    hooks: {
      'lead:score': async () => {
        reached()
        await gate
      },
    },
  })
  return { plugin, isReached, open: () => opens() }
}

const one = (name: string) => ({ source: 'api', submissions: [{ channel: 'test', payload: { values: { name } } }] })

async function decisionsOf({ crm }: TestCrm): Promise<readonly { id: string; digest: string; trigger: string }[]> {
  const found: { id: string; digest: string; trigger: string }[] = []
  for await (const batch of crm.store.records.each('decision', { batch: 500 })) {
    for (const { id, trace } of batch) {
      const { ruleSet, trigger } = trace as Decision
      found.push({ id, digest: ruleSet, trigger })
    }
  }
  return found
}

eachDatabase((database) => {
  test('a lead that one process is deciding while another publishes is decided again by the new rules', async () => {
    const connection = await database.newConnection()
    const gate = gated()
    const slow = await open(connection, { plugins: [gate.plugin] })
    const other = await open(connection, { idPrefix: '01910000' })
    await record(slow.crm, one('ali'))
    const deciding = decideWaiting(slow.crm)
    await gate.isReached
    await rules.edit(SCORING, '"points": 25', '"points": 30')
    const published = await publishRules(other.crm, { actor: SYSTEM })
    gate.open()
    await deciding
    const digest = published.outcome === 'published' ? published.publication.digest : ''
    expect((await decisionsOf(slow)).map((each) => each.digest)).toEqual([digest])
    expect(slow.crm.rules().digest).toBe(digest)
  })

  test('two processes at work switch together: after a publication nothing is decided by the rules before it', async () => {
    const connection = await database.newConnection()
    const nodes = [await open(connection), await open(connection, { idPrefix: '01910000' })]
    let isDone = false
    const work = nodes.map(async ({ crm }, node) => {
      for (let round = 0; !isDone; round += 1) {
        await record(crm, one(`n${node}r${round}`))
        await decideWaiting(crm, { limit: 3 })
      }
    })
    const [first, second] = nodes
    if (!first || !second) throw new Error('unreachable')
    const digests: string[] = []
    for (const points of [30, 35, 40]) {
      await rules.edit(SCORING, points === 30 ? '"points": 25' : `"points": ${points - 5}`, `"points": ${points}`)
      const published = await publishRules(points === 35 ? second.crm : first.crm, { actor: SYSTEM })
      if (published.outcome !== 'published') throw new Error(published.outcome)
      const before = new Set((await decisionsOf(first)).map(({ id }) => id))
      await new Promise((resolve) => setTimeout(resolve, 150))
      const later = (await decisionsOf(second)).filter(({ id }) => !before.has(id))
      expect(later.length).toBeGreaterThan(0)
      expect(new Set(later.map(({ digest }) => digest))).toEqual(new Set([published.publication.digest]))
      digests.push(published.publication.digest)
    }
    isDone = true
    await Promise.all(work)
    expect(nodes.map(({ crm }) => crm.rules().digest)).toEqual([digests.at(-1), digests.at(-1)])
  }, 60_000)

  test('an edit in a process that has not heard of a publication is decided by the new rules all the same', async () => {
    const connection = await database.newConnection()
    const [first, second] = [await open(connection), await open(connection, { idPrefix: '01910000' })]
    const [lead] = await first.capture('api', { values: { name: 'Ali', authority: 'decision-maker' } })
    await rules.edit(SCORING, '"points": 25', '"points": 30')
    await publishRules(first.crm, { actor: SYSTEM })
    await logActivity(second.crm, { actor: SYSTEM, activity: { leadId: lead?.id ?? '', type: 'note' } })
    expect(await second.crm.store.records.get('lead', lead?.id ?? '')).toMatchObject({ score: (lead?.score ?? 0) + 5 })
    await returnRules(second.crm, { actor: SYSTEM })
    await logActivity(first.crm, { actor: SYSTEM, activity: { leadId: lead?.id ?? '', type: 'note' } })
    expect(await first.crm.store.records.get('lead', lead?.id ?? '')).toMatchObject({ score: lead?.score })
  })

  test('a process with nothing to decide follows within seconds', async () => {
    const connection = await database.newConnection()
    const [first, second] = [await open(connection), await open(connection, { idPrefix: '01910000' })]
    await rules.edit(SCORING, '"points": 25', '"points": 30')
    await publishRules(first.crm, { actor: SYSTEM })
    await second.crm.ruleShelf.follow()
    expect(second.crm.rules().digest).toBe(first.crm.rules().digest)
    expect(second.crm.ruleShelf.inForce().publication).toBe(2)
  })

  test('a process whose plugins do not fit what was published decides nothing, loses nothing, and says why', async () => {
    const connection = await database.newConnection()
    const extra = definePlugin({
      name: 'shoe-facts',
      facts: { shoes: { label: 'Shoes', value: { type: 'number' }, load: (leads) => leads.map(() => 1) } },
    })
    const able = await open(connection, { plugins: [extra] })
    const unable = await open(connection, { idPrefix: '01910000' })
    await rules.edit(
      SCORING,
      '"rules": [',
      `"rules": [ { "id": "shoes", "title": { "en": "Shoes" }, "conditions": { "all": [ { "fact": "shoes", "operator": "greaterThan", "value": 0 } ] }, "then": { "group": "fit", "points": 1 } },`,
    )
    await publishRules(able.crm, { actor: SYSTEM })
    await record(unable.crm, one('ali'))
    await expect(decideWaiting(unable.crm)).rejects.toMatchObject({ code: 'RULES_NOT_FOLLOWED' })
    expect(unable.crm.ruleProblems()?.errors[0]).toMatchObject({ code: 'RULE_FACT_UNKNOWN' })
    able.clock.pass('PT1M')
    await able.settle()
    expect((await decisionsOf(able)).map(({ digest }) => digest)).toEqual([able.crm.rules().digest])
    await returnRules(able.crm, { actor: SYSTEM })
    await unable.capture('api', { values: { name: 'Reza' } })
    expect(unable.crm.ruleProblems()).toBeUndefined()
  })
})
