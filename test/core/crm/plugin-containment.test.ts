import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { pluginJobWorks } from '../../../core/crm/plugin-job-work.js'
import { record } from '../../../core/intake/capture.js'
import { listSubmissions, replaySubmissions } from '../../../core/operations/index.js'
import { definePlugin } from '../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { crmsOn, somebody } from '../operations/crms-of-suite.js'
import { MISCHIEFS, type Mischief, PLACES, type Place, rulesForAllParts, troubledPlugin } from './troubled-plugin.js'

/** Where a lead must wait for the repair; behind it, it is decided all the same. */
const HOLDS: readonly Place[] = ['parse', 'normalise', 'admit']
const ALL = PLACES.flatMap((place) => (Object.keys(MISCHIEFS) as Mischief[]).map((mischief) => [mischief, place] as const))
/** Nobody reads what an action answers, so it cannot flood. */
const CASES = ALL.filter(([mischief, place]) => !(mischief === 'floods' && place === 'action'))

let rules: string
beforeAll(async () => {
  rules = await rulesForAllParts()
})
afterAll(() => rm(rules, { recursive: true, force: true }))

eachDatabase((database) => {
  const open = crmsOn(database)

  function jobOf({ crm }: TestCrm, plugin: string) {
    const work = pluginJobWorks(crm).find(({ name }) => name.startsWith(`plugin-jobs:${plugin}/`))
    if (!work) throw new Error(`no job of ${plugin}`)
    return work
  }

  async function troubledCrm(place: Place, mischief: Mischief) {
    const { plugin, ...rest } = troubledPlugin(place, mischief)
    const test = await open({ plugins: [plugin], rules: [rules], pluginLimitMs: 40 })
    const sara = await test.addUser({ name: 'Sara' })
    return { test, sara, ...rest }
  }

  async function send(test: TestCrm, source: string): Promise<string> {
    const values = somebody()
    const submission = { channel: 'test', payload: source === 'chat' ? values : { values } }
    const { submissions } = await record(test.crm, { source, submissions: [submission] })
    await test.settle()
    return String(submissions[0]?.submissionId)
  }

  const statusOf = ({ crm }: TestCrm) => crm.bootReport().plugins.find(({ name }) => name === 'under-test')
  const stateOf = async ({ crm }: TestCrm, id: string) => (await crm.store.journal.get(id))?.state
  const held = async ({ crm }: TestCrm) =>
    (await listSubmissions(crm, { actor: SYSTEM, query: { state: 'quarantined' } })).records

  // What a hang or a flood does happens before the database is reached; that it is the same on both, the throwing ones show.
  const cases = database.name === 'SQLite' ? CASES : CASES.filter(([mischief]) => mischief === 'throws')

  test.each(cases)('a plugin that %s in its %s loses no lead and no effect', async (mischief, place) => {
    const { test, heal, performed } = await troubledCrm(place, mischief)
    const source = place === 'parse' ? 'chat' : 'api'
    const ids = [await send(test, source)]
    const [first] = await held(test)
    if (!HOLDS.includes(place)) expect(first).toBeUndefined()
    else expect(first?.problem?.code).toMatch(/^(PLUGIN_FAILED|PLUGIN_TIMED_OUT|SUBMISSION_TOO_MANY)$/)
    for (let more = 0; more < 4; more += 1) ids.push(await send(test, source))
    const waiting = (await held(test)).length
    expect(waiting + (await test.crm.store.records.count('lead'))).toBe(ids.length)

    heal()
    await test.crm.registry.switchOn('under-test')
    expect(await replaySubmissions(test.crm, { actor: SYSTEM, ids: 'all-quarantined' })).toBe(waiting)
    await test.pass('P1D')
    for (const id of ids) expect(await stateOf(test, id)).toBe('decided')
    expect(await test.crm.store.records.count('lead')).toBe(ids.length)
    expect(new Set(performed).size).toBe(ids.length)
    expect(statusOf(test)).toMatchObject({ state: 'on', failures: 0 })
  })

  test('a plugin that does its work scores, moves, gives away and acts', async () => {
    const { test, sara, heal, performed } = await troubledCrm('parse', 'throws')
    heal()
    await send(test, 'chat')
    const [lead] = (await test.crm.store.records.list('lead', { limit: 1 })).records
    expect(lead).toMatchObject({ score: 5, status: 'contacted', ownerId: sara })
    expect(performed).toHaveLength(1)
  })

  test.each(['fact', 'score', 'strategy', 'assign', 'transition'] as const)(
    'the decision says that the %s could not be had',
    async (place) => {
      const { test, sara } = await troubledCrm(place, 'throws')
      await send(test, 'api')
      const [lead] = (await test.crm.store.records.list('lead', { limit: 1 })).records
      const { decisions } = await test.profile(String(lead?.id))
      const problems = decisions[0]?.decision.problems ?? []
      expect(problems.map(({ message }) => message).join()).toContain('division by zero')
      expect(lead?.['ownerId']).toBe(place === 'strategy' || place === 'assign' ? undefined : sara)
      expect(lead?.['status']).toBe(place === 'transition' ? 'not-contacted' : 'contacted')
    },
  )

  test('after three failures a plugin is off, the boot report says why, and the others go on', async () => {
    const { test } = await troubledCrm('parse', 'throws')
    await send(test, 'chat')
    await send(test, 'chat')
    expect(statusOf(test)).toMatchObject({ state: 'on', failures: 2 })
    await send(test, 'chat')
    expect(statusOf(test)).toMatchObject({ state: 'off', offReason: expect.stringContaining('division by zero') })
    await send(test, 'chat')
    const codes = (await held(test)).map(({ problem }) => problem?.code)
    expect(codes.sort()).toEqual(['PLUGIN_FAILED', 'PLUGIN_FAILED', 'PLUGIN_FAILED', 'PLUGIN_SWITCHED_OFF'])
    expect(await stateOf(test, await send(test, 'api'))).toBe('decided')
  })

  test.each([
    ['no values', {}],
    ['no list of activities', { values: {}, activities: 'abc' }],
    ['an unknown mark', [{ values: {}, touch: { medium: 'x' } }]],
    ['no instant', { values: {}, at: Number.NaN }],
  ])('a source whose parse answers %s is named, counted and switched off', async (_, answer) => {
    const plugin = definePlugin({
      name: 'under-test',
      leadSources: { chat: { label: 'Chat', parse: () => answer as never } },
    })
    const test = await open({ plugins: [plugin] })
    for (let time = 0; time < 3; time += 1) await send(test, 'chat')
    expect((await held(test)).map(({ problem }) => problem?.code)).toEqual(Array(3).fill('PLUGIN_FAILED'))
    expect(statusOf(test)).toMatchObject({ state: 'off', offReason: expect.stringContaining('"under-test"') })
  })

  test('a job of a plugin that is off waits, is not told about, and runs again once it is on', async () => {
    const ran: number[] = []
    const jobs = { tick: { every: '1s', run: ({ now }: { now(): number }) => void ran.push(now()) } }
    const test = await open({ plugins: [definePlugin({ name: 'under-test', jobs })] })
    const work = jobOf(test, 'under-test')
    test.crm.registry.switchOff('under-test', 'Being repaired.')
    for (let second = 0; second < 3; second += 1) {
      test.clock.pass('PT1S')
      expect(await work.run()).toBe(0)
      expect(await work.nextAt()).toBe(test.crm.now() + 1_000)
    }
    expect(statusOf(test)).toMatchObject({ failures: 0 })
    await test.crm.registry.switchOn('under-test')
    test.clock.pass('PT1S')
    expect(await work.run()).toBe(1)
    expect(ran).toHaveLength(1)
  })

  test('a job that fails waits its full interval, counted from its end', async () => {
    const test = await open({
      plugins: [
        definePlugin({
          name: 'under-test',
          jobs: {
            slow: {
              every: '1m',
              run: () => {
                test.clock.pass('PT2M')
                throw new Error('too late')
              },
            },
          },
        }),
      ],
    })
    const work = jobOf(test, 'under-test')
    test.clock.pass('PT1M')
    await work.run()
    expect(await work.nextAt()).toBe(test.crm.now() + 60_000)
    expect(await work.run()).toBe(0)
  })

  test.each(['throws', 'hangs'] as const)('a job that %s does not stop the other jobs', async (mischief) => {
    const ran: string[] = []
    const plugins = [
      definePlugin({ name: 'under-test', jobs: { bad: { every: '1m', run: () => MISCHIEFS[mischief]() } } }),
      definePlugin({ name: 'job-good', jobs: { good: { every: '1m', run: ({ now }) => void ran.push(String(now())) } } }),
    ]
    const test = await open({ plugins, pluginLimitMs: 40 })
    const jobs = pluginJobWorks(test.crm)
    for (let minute = 0; minute < 4; minute += 1) {
      test.clock.pass('PT1M')
      expect(await Promise.all(jobs.map((job) => job.run()))).toEqual(jobs.map(() => 1))
    }
    expect(new Set(ran).size).toBe(4)
    expect(statusOf(test)).toMatchObject({ failures: 4, lastFailure: { where: 'job bad' } })
  })
})
