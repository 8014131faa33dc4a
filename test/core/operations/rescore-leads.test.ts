import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { canonicalJson } from '../../../core/model/canonical-json.js'
import type { Lead } from '../../../core/model/entities/lead.js'
import { rescoreLeads } from '../../../core/operations/index.js'
import { defineFact, definePlugin } from '../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { aLeadIn, as, crmsOn, failureOf, somebody } from './crms-of-suite.js'
import { rulesInFolder, scoring, writeRules } from './impact/rules-in-folder.js'

const stored = async ({ crm }: TestCrm, { id }: Lead) => (await crm.store.records.get('lead', id)) as Lead
const decisionsOf = ({ crm }: TestCrm, { id }: Lead) =>
  crm.store.records.count('decision', { where: { all: [{ fact: 'decision', path: '$.leadId', operator: 'equal', value: id }] } })

/** A fact that is asked when a batch is read, so that a test can come in between. */
const watching = (onLoad: () => Promise<void>) =>
  definePlugin({
    name: 'watching',
    facts: {
      watched: defineFact({
        label: 'Watched',
        value: { type: 'number' },
        async load(leads) {
          await onLoad()
          return leads.map(() => 1)
        },
      }),
    },
  })

eachDatabase((database) => {
  const open = crmsOn(database)

  async function threeLeads(more: Parameters<typeof open>[0] = {}) {
    const folder = await rulesInFolder()
    const opened = await open({ rules: [folder], ...more })
    await opened.addUser({ name: 'Anna', queues: ['sales', 'large'] })
    const [small, middle, large] = [
      await aLeadIn(opened, somebody({ employees: 100 })),
      await aLeadIn(opened, somebody({ employees: 300 })),
      await aLeadIn(opened, somebody({ employees: 600 })),
    ]
    await opened.settle()
    return { opened, folder, small, middle, large }
  }

  async function newRules({ opened, folder }: { opened: TestCrm; folder: string }, content = scoring(200)) {
    await writeRules(folder, { scoring: content })
    expect(await opened.crm.reloadRules()).not.toBeInstanceOf(Error)
  }

  describe('leads are decided about again', () => {
    test('and those about which nothing is different stay untouched: no version, no decision', async () => {
      const all = await threeLeads()
      const { opened, small, middle, large } = all
      await newRules(all)
      const report = await rescoreLeads(opened.crm, { actor: SYSTEM })
      expect(report).toEqual({ done: 3, of: 3, changed: 1, resumedAt: 0, isComplete: true, problems: [] })
      for (const lead of [small, large]) {
        expect((await stored(opened, lead)).version).toBe(lead.version)
        expect(await decisionsOf(opened, lead)).toBe(1)
      }
      expect(await stored(opened, middle)).toMatchObject({
        version: middle.version + 1,
        score: 60,
        grade: 'hot',
        name: middle.name,
      })
      const [latest] = (await opened.profile(middle.id)).decisions
      expect(latest?.decision).toMatchObject({
        trigger: 'rescore',
        ruleSet: opened.crm.rules().digest,
        facts: { lead: { score: 0 } },
      })
    })

    test('automations act where they turn true by it, and once', async () => {
      const all = await threeLeads()
      const { opened, middle } = all
      await newRules(all)
      await rescoreLeads(opened.crm, { actor: SYSTEM })
      await rescoreLeads(opened.crm, { actor: SYSTEM })
      await opened.settle()
      expect((await opened.profile(middle.id)).effects).toMatchObject([{ type: 'task.create', rule: 'automation/hot' }])
    })

    test('a second time nothing is left to change', async () => {
      const all = await threeLeads()
      await newRules(all)
      await rescoreLeads(all.opened.crm, { actor: SYSTEM })
      expect(await rescoreLeads(all.opened.crm, { actor: SYSTEM })).toMatchObject({ done: 3, changed: 0 })
    })

    test('closed ones only where they are asked for, and those of a filter alone', async () => {
      const all = await threeLeads()
      const { opened, middle } = all
      const { crm } = opened
      const closing = {
        id: middle.id,
        expectedVersion: (await stored(opened, middle)).version,
        changes: { status: 'lost' },
        now: 1,
      }
      await crm.store.records.update('lead', closing)
      await newRules(all)
      expect(await rescoreLeads(crm, { actor: SYSTEM })).toMatchObject({ done: 2, of: 2, changed: 0 })
      const where = { all: [{ fact: 'lead', path: '$.employees', operator: 'equal', value: 300 }] }
      expect(await rescoreLeads(crm, { actor: SYSTEM, closedToo: true, filter: { where } })).toMatchObject({
        done: 1,
        changed: 1,
      })
      expect(await stored(opened, middle)).toMatchObject({ status: 'lost', grade: 'hot' })
    })

    test('a lead without an owner is given to somebody who can take it by now', async () => {
      const folder = await rulesInFolder()
      const opened = await open({ rules: [folder] })
      const lead = await aLeadIn(opened, somebody({ employees: 600 }))
      expect(lead.ownerId).toBeUndefined()
      const anna = await opened.addUser({ name: 'Anna', queues: ['large'] })
      expect(await rescoreLeads(opened.crm, { actor: SYSTEM })).toMatchObject({ changed: 1 })
      expect((await stored(opened, lead)).ownerId).toBe(anna)
    })

    test('what goes wrong in a rule is told with the number of leads it happened to', async () => {
      const broken = async () => {
        throw new Error('out of order')
      }
      const all = await threeLeads({ plugins: [watching(broken)], pluginLimitMs: 1_000 })
      await newRules(all, scoring(500, { conditions: { all: [{ fact: 'watched', operator: 'equal', value: 1 }] } }))
      const { problems, changed } = await rescoreLeads(all.opened.crm, { actor: SYSTEM })
      expect(changed).toBe(0)
      expect(problems).toEqual([{ message: expect.stringContaining('rule scoring/visited'), leads: 3 }])
    })

    test('needs the permission to publish rules', async () => {
      const { opened } = await threeLeads()
      expect(await failureOf(rescoreLeads(opened.crm, { actor: as('rep') }))).toMatchObject({ code: 'ACCESS_DENIED' })
    })
  })

  test('a lead that somebody else changes meanwhile is read anew, and both changes stay', async () => {
    let meanwhile = async () => {}
    const all = await threeLeads({ plugins: [watching(() => meanwhile())] })
    const { opened, middle } = all
    await newRules(all, scoring(200, { conditions: { all: [{ fact: 'watched', operator: 'equal', value: 2 }] } }))
    const { version } = await stored(opened, middle)
    meanwhile = async () => {
      meanwhile = async () => {}
      const change = { id: middle.id, expectedVersion: version, changes: { city: 'Rasht' }, now: opened.clock.now() }
      await opened.crm.store.records.update('lead', change)
    }
    expect(await rescoreLeads(opened.crm, { actor: SYSTEM })).toMatchObject({ done: 3, changed: 1 })
    expect(await stored(opened, middle)).toMatchObject({ city: 'Rasht', grade: 'hot', version: version + 2 })
  })

  describe('a run that is cut short', () => {
    test('is gone on with by the next one of the same kind, under the same rules', async () => {
      const all = await threeLeads()
      const { crm } = all.opened
      await newRules(all)
      const [first] = (await crm.store.records.list('lead', { limit: 3, sort: { field: 'createdAt', direction: 'asc' } })).records
      const about = { rules: crm.rules().digest, filter: {}, closed: false }
      await crm.store.system.setSetting('rescore.place', { about: canonicalJson(about), after: first?.id, done: 1, changed: 0 })
      expect(await rescoreLeads(crm, { actor: SYSTEM })).toMatchObject({ done: 3, changed: 1, resumedAt: 1, isComplete: true })
      expect(await rescoreLeads(crm, { actor: SYSTEM })).toMatchObject({ done: 3, resumedAt: 0 })
    })

    test('keeps its place, and begins anew under other rules or where that is asked for', async () => {
      const all = await threeLeads()
      const { crm } = all.opened
      await newRules(all)
      const stopping = AbortSignal.abort()
      expect(await rescoreLeads(crm, { actor: SYSTEM, signal: stopping })).toMatchObject({
        done: 0,
        changed: 0,
        isComplete: false,
      })
      const kept = (await crm.store.system.getSetting('rescore.place')) as object
      await crm.store.system.setSetting('rescore.place', { ...kept, done: 1 })
      expect(await rescoreLeads(crm, { actor: SYSTEM, fromStart: true })).toMatchObject({ done: 3, resumedAt: 0 })
      await crm.store.system.setSetting('rescore.place', { ...kept, done: 1 })
      await newRules(all, scoring(50))
      expect(await rescoreLeads(crm, { actor: SYSTEM })).toMatchObject({ done: 3, resumedAt: 0, changed: 1 })
    })
  })
})
