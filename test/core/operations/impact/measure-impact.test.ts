import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { readingEngine } from '../../../../core/intake/reading-engine.js'
import type { Lead } from '../../../../core/model/entities/lead.js'
import { measureImpact, rescoreLeads, rulesToCompare, updateLead } from '../../../../core/operations/index.js'
import { defineFact, definePlugin } from '../../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../../support/databases.js'
import { aLeadIn, as, crmsOn, failureOf, somebody } from '../crms-of-suite.js'
import { dumpDatabase } from './dump-database.js'
import { routing, rulesInFolder, SMALL, scoring, writeRules } from './rules-in-folder.js'

/** Plugins whose facts try what no rehearsal allows. */
const writing = definePlugin({
  name: 'writing',
  migrations: [{ name: 'seen', up: ['create table plugin_seen (id text)'], down: ['drop table plugin_seen'] }],
  facts: {
    seen: defineFact({
      label: 'Seen',
      value: { type: 'number' },
      async load(leads, _request, context) {
        for (const { id } of leads) await context.sql('insert into plugin_seen (id) values (?)', [id])
        return leads.map(() => 1)
      },
    }),
  },
})

const impactOf = async (test: TestCrm, more: Partial<Parameters<typeof measureImpact>[1]> = {}) =>
  measureImpact(test.crm, { actor: SYSTEM, rules: await rulesToCompare(test.crm), ...more })

eachDatabase((database) => {
  const open = crmsOn(database)

  /** A CRM with three leads of 100, 300 and 600 employees; one user works in both queues. */
  async function threeLeads(more: Parameters<typeof open>[0] = {}) {
    const folder = await rulesInFolder()
    const opened = await open({ rules: [folder], ...more })
    await opened.addUser({ name: 'Anna', queues: ['sales', 'large'] })
    const leads = []
    for (const employees of [100, 300, 600]) leads.push(await aLeadIn(opened, somebody({ employees })))
    return { opened, folder, leads }
  }

  describe('the impact of edited rules', () => {
    test('counts what every lead would go from and to, with names', async () => {
      const { opened, folder, leads } = await threeLeads()
      await writeRules(folder, { scoring: scoring(200), routing: routing(200) })
      const impact = await impactOf(opened)
      expect(impact).toMatchObject({ leads: { asked: 3, of: 3, isComplete: true }, changed: 1, unknown: 0, isPast: false })
      expect(impact.grades.values).toEqual([
        { value: 'hot', before: 1, after: 2 },
        { value: 'cold', before: 2, after: 1 },
      ])
      const example = { id: leads[1]?.id, name: leads[1]?.name }
      expect(impact.grades.shifts).toEqual([{ from: 'cold', to: 'hot', leads: 1, examples: [example] }])
      expect(impact.bands.shifts).toMatchObject([{ from: '0…9', to: '60…69', leads: 1 }])
      expect(impact.routes?.shifts).toMatchObject([{ from: 'routing/rest', to: 'routing/big', leads: 1 }])
      expect(impact.automations).toMatchObject([{ rule: 'automation/hot', newlyFires: 1, noLongerHolds: 0, examples: [example] }])
      expect(impact.actions).toEqual([{ value: 'task.create', before: 0, after: 1 }])
      expect(impact.queues.shifts).toEqual([])
    })

    test('tells which automations would no longer hold', async () => {
      const { opened, folder } = await threeLeads()
      await writeRules(folder, { scoring: scoring(900) })
      const { automations, routes } = await impactOf(opened)
      expect(automations).toMatchObject([{ rule: 'automation/hot', newlyFires: 0, noLongerHolds: 1 }])
      expect(routes).toBeUndefined()
    })

    test('has a record for every edit that means something', async () => {
      const { opened, folder } = await threeLeads()
      await writeRules(folder, { scoring: scoring(200) })
      const { differences } = await impactOf(opened)
      expect(differences).toMatchObject([
        { kind: 'scoring', rule: 'large', change: 'edited', witness: { point: expect.anything() } },
      ])
    })

    test('counts rules in shadow without letting them count', async () => {
      const { opened, folder } = await threeLeads()
      const conditions = { all: [{ fact: 'lead', path: '$.employees', operator: 'lessThan', value: 500 }] }
      await writeRules(folder, { scoring: scoring(500, { conditions, mode: 'shadow' }) })
      expect(await impactOf(opened)).toMatchObject({ changed: 0, shadow: [{ rule: 'scoring/visited', leads: 2 }] })
    })

    test('is nothing for the rules that decide already', async () => {
      const { opened } = await threeLeads()
      const impact = await impactOf(opened)
      expect(impact.before).toBe(impact.after)
      expect(impact).toMatchObject({ changed: 0, automations: [], differences: [] })
    })

    test('names no lead to who may not read leads', async () => {
      const { opened, folder } = await threeLeads()
      await writeRules(folder, { scoring: scoring(200) })
      const { grades } = await impactOf(opened, { actor: { kind: 'key', id: 'k', scopes: ['rule:read'] } })
      expect(Object.keys(grades.shifts[0]?.examples[0] ?? {})).toEqual(['id'])
    })

    test('needs the permission to read rules', async () => {
      const { opened } = await threeLeads()
      const actor = { kind: 'key', id: 'k', scopes: ['lead:read'] } as const
      expect(await failureOf(impactOf(opened, { actor }))).toMatchObject({ code: 'ACCESS_DENIED' })
    })

    test('asks about as many leads as it may, the newest first, or as long as it may', async () => {
      const { opened, folder } = await threeLeads()
      await writeRules(folder, { scoring: scoring(200) })
      const progress: (readonly [number, number])[] = []
      const limited = await impactOf(opened, { limit: 2, onProgress: (...now) => progress.push(now) })
      expect(limited).toMatchObject({ leads: { asked: 2, of: 3, isComplete: false }, changed: 1 })
      expect(progress).toEqual([[2, 2]])
      expect(await impactOf(opened, { limit: 1 })).toMatchObject({ changed: 0 })
      expect(await impactOf(opened, { budgetMs: 0 })).toMatchObject({ leads: { asked: 3 } })
    })

    test('passes over closed leads, says how many, and counts what a rescoring then changes', async () => {
      const { opened, folder, leads } = await threeLeads()
      const { crm } = opened
      const closing = await aLeadIn(opened, somebody({ employees: 300 }))
      await updateLead(crm, { actor: SYSTEM, id: closing.id, changes: { status: 'lost' } })
      await opened.settle()
      await writeRules(folder, { scoring: scoring(200), routing: routing(200) })
      const impact = await impactOf(opened)
      expect(impact).toMatchObject({ leads: { asked: 3, of: 3, closed: 1, isComplete: true }, changed: 1 })
      await crm.reloadRules()
      const { done, changed } = await rescoreLeads(crm, { actor: SYSTEM })
      await opened.settle()
      expect({ done, changed }).toEqual({ done: impact.leads.asked, changed: impact.changed })
      const now = (await crm.store.records.getMany(
        'lead',
        leads.map(({ id }) => id),
      )) as readonly Lead[]
      for (const part of ['grade', 'status', 'queue'] as const) {
        const counted = impact[`${part === 'status' ? 'statuse' : part}s`].values.map(
          ({ value, after }) => [value, after] as const,
        )
        for (const [value, after] of counted) expect(now.filter((lead) => lead[part] === value)).toHaveLength(after)
      }
    })

    test('is about closed leads as well where that is asked for, as a rescoring of them is', async () => {
      const { opened, folder } = await threeLeads()
      const closing = await aLeadIn(opened, somebody({ employees: 300 }))
      await updateLead(opened.crm, { actor: SYSTEM, id: closing.id, changes: { status: 'lost' } })
      await opened.settle()
      await writeRules(folder, { scoring: scoring(200), routing: routing(200) })
      const impact = await impactOf(opened, { closedToo: true })
      expect(impact).toMatchObject({ leads: { asked: 4, of: 4, closed: 0 }, changed: 2 })
      await opened.crm.reloadRules()
      expect(await rescoreLeads(opened.crm, { actor: SYSTEM, closedToo: true })).toMatchObject({ done: 4, changed: 2 })
    })

    test('is told about the leads of a filter alone', async () => {
      const { opened, folder } = await threeLeads()
      await writeRules(folder, { scoring: scoring(200) })
      const where = { all: [{ fact: 'lead', path: '$.employees', operator: 'greaterThan', value: 500 }] }
      expect(await impactOf(opened, { filter: { where } })).toMatchObject({ leads: { asked: 1, of: 1 }, changed: 0 })
    })
  })

  describe('the impact as of a past date', () => {
    test('is about the leads that were there, as they were, with what had happened by then', async () => {
      const { opened, folder, leads } = await threeLeads()
      const { crm, clock } = opened
      const then = clock.now()
      await opened.pass('P10D')
      await aLeadIn(opened, somebody({ employees: 300 }))
      await crm.store.records.insert('activity', [
        {
          id: 'a-1',
          version: 1,
          createdAt: clock.now(),
          updatedAt: clock.now(),
          leadId: leads[0]?.id,
          type: 'page.pricing',
          at: clock.now(),
        },
      ])
      await writeRules(folder, { scoring: scoring(200, { then: { group: 'fit', points: 50 } }) })
      expect((await impactOf(opened)).grades.shifts).toMatchObject([{ from: 'cold', to: 'hot', leads: 3 }])
      const past = await impactOf(opened, { asOf: then })
      expect(past).toMatchObject({ at: then, isPast: true, leads: { asked: 3, of: 3 } })
      expect(past.grades.shifts).toMatchObject([{ leads: 1, examples: [{ id: leads[1]?.id }] }])
    })

    test('leaves out, and counts, leads of which nobody knows what they were like', async () => {
      const { opened } = await threeLeads()
      const now = opened.clock.now()
      await opened.crm.store.records.insert('lead', [
        { id: 'bare', version: 1, createdAt: now, updatedAt: now, source: 'x', status: 'new' },
      ])
      expect(await impactOf(opened, { asOf: now })).toMatchObject({
        unknown: 1,
        leads: { asked: 3, of: 4, closed: 0, isComplete: true },
      })
    })
  })

  describe('nothing comes of a rehearsal:', () => {
    test('the database is the same in every byte, and no effect waits, though rules would act and a plugin tries to write', async () => {
      const connection = await database.newConnection()
      const { opened, folder } = await threeLeads({ connection, plugins: [writing] })
      const conditions = { all: [{ fact: 'seen', operator: 'equal', value: 1 }] }
      await writeRules(folder, { scoring: scoring(0, { conditions }), routing: routing(0) })
      const before = await dumpDatabase(connection)
      const impact = await impactOf(opened)
      await opened.crm.store.system.getSetting('any')
      expect(await dumpDatabase(connection)).toEqual(before)
      expect(impact.actions).toEqual([{ value: 'task.create', before: 0, after: 2 }])
      expect(impact.problems).toMatchObject([{ where: 'rule scoring/visited', before: 0, after: 3 }])
      expect(before['plugin_seen']).toEqual([])
    })

    test('a plugin that fails in it again and again is not switched off', async () => {
      const { opened, folder } = await threeLeads({ plugins: [writing] })
      const conditions = { all: [{ fact: 'seen', operator: 'equal', value: 1 }] }
      await writeRules(folder, { scoring: scoring(500, { conditions }) })
      for (let times = 0; times < 4; times += 1) await impactOf(opened)
      expect(opened.crm.registry.plugins.find(({ name }) => name === 'writing')).toMatchObject({ state: 'on', failures: 0 })
    })

    test('what it works with holds no writer', async () => {
      const { opened } = await threeLeads()
      const { records, intake, system } = readingEngine(opened.crm).store
      const names = [records, intake, system].flatMap((store) => Object.keys(store))
      expect(names.filter((name) => /insert|update|commit|set|save|append|delete/.test(name))).toEqual([])
    })

    test('a plugin that is off stays off in it', async () => {
      const { opened, folder } = await threeLeads({ plugins: [writing] })
      opened.crm.registry.switchOff('writing', 'broken')
      const conditions = { all: [{ fact: 'seen', operator: 'equal', value: 1 }] }
      await writeRules(folder, { scoring: scoring(500, { conditions }) })
      expect((await impactOf(opened)).problems[0]?.message).toContain('is off')
    })
  })

  describe('what the working rules are compared with', () => {
    test('is any digest that decided once; another is refused', async () => {
      const { opened, folder } = await threeLeads()
      const first = opened.crm.rules().digest
      await writeRules(folder, { scoring: scoring(200) })
      await opened.crm.reloadRules()
      await aLeadIn(opened, somebody({ employees: 1 }))
      await writeRules(folder, { scoring: scoring(50) })
      expect((await rulesToCompare(opened.crm, first)).before.digest).toBe(first)
      expect((await rulesToCompare(opened.crm)).before.digest).toBe(opened.crm.rules().digest)
      expect(await failureOf(rulesToCompare(opened.crm, 'abc'))).toMatchObject({ code: 'RULE_SET_UNKNOWN' })
    })

    test('is asked for by people who may read rules', async () => {
      const { opened } = await threeLeads()
      expect(await impactOf(opened, { actor: as('read-only') })).toMatchObject({ changed: 0 })
    })
  })

  test('with nothing in the database there is nothing to tell', async () => {
    const opened = await open({ rules: [await rulesInFolder(SMALL)] })
    expect(await impactOf(opened)).toMatchObject({ leads: { asked: 0, of: 0, isComplete: true }, changed: 0 })
  })
})
