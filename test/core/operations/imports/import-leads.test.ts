import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import type { Engine } from '../../../../core/intake/engine.js'
import type { Lead } from '../../../../core/model/entities/lead.js'
import {
  importProblems,
  openImport,
  resumeImport,
  runImport,
  startImport,
  undoImport,
} from '../../../../core/operations/index.js'
import { defineLeadSource, definePlugin } from '../../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../../support/databases.js'
import { crmsOn } from '../crms-of-suite.js'
import { importText, mapping } from './import-file.js'

const FAIR = mapping(
  { name: 'Name', email: 'Mail', employees: 'Staff' },
  { id: 'fair', key: 'Id', touch: { utmSource: { from: 'Campaign' } } },
)
const HEAD = 'Id,Name,Mail,Staff,Campaign'

eachDatabase((database) => {
  const open = crmsOn(database)
  const run = ({ crm }: TestCrm, ...rows: readonly string[]) =>
    importText(crm, { text: [HEAD, ...rows].join('\n'), setUp: { entity: 'lead', mapping: FAIR } })
  const leads = async ({ crm }: TestCrm) =>
    (await crm.store.records.list('lead', { limit: 50, sort: { field: 'name', direction: 'asc' } })).records as readonly Lead[]

  test('good rows become decided leads with what they came by, and each bad one keeps its number, its cells and the reason', async () => {
    const test = await open()
    const ended = await run(test, '1,Ali,ali@example.com,12,spring', '2,Sara,nowhere,many,', '3,Reza,reza@example.com,,')
    expect(ended).toMatchObject({ state: 'done', created: 2, failed: 1 })
    const { records } = await importProblems(test.crm, { actor: SYSTEM, id: ended.id })
    expect(records).toMatchObject([{ row: 3, cells: { Id: '2', Name: 'Sara', Mail: 'nowhere' } }])
    expect(records[0]?.problem).toMatchObject({ en: expect.stringMatching(/"many".*nowhere|nowhere.*"many"/) })
    const [ali, reza] = await leads(test)
    expect([ali, reza]).toMatchObject([
      { email: 'ali@example.com', employees: 12, externalId: '1', source: 'fair', score: expect.any(Number) },
      { email: 'reza@example.com', externalId: '3' },
    ])
    expect((await test.profile(String(ali?.id))).decisions[0]?.decision.trigger).toBe('import')
    const { records: touches } = await test.crm.store.records.list('touch', { limit: 5 })
    expect(touches).toContainEqual(expect.objectContaining({ leadId: ali?.id, utmSource: 'spring' }))
  })

  test('the same file again adds nothing, also days later, and a row with other values changes the lead of its key', async () => {
    const test = await open()
    const rows = ['1,Ali,ali@example.com,12,', '2,Sara,sara@example.com,,']
    await run(test, ...rows)
    await test.pass('P3D')
    expect(await run(test, ...rows)).toMatchObject({ created: 0, updated: 0, unchanged: 2, failed: 0 })
    expect(await run(test, '1,Ali,ali.karimi@example.com,500,', '5,Nika,nika@example.com,4,')).toMatchObject({
      created: 1,
      updated: 1,
    })
    expect((await leads(test)).map(({ name, employees }) => [name, employees])).toEqual([
      ['Ali', 500],
      ['Nika', 4],
      ['Sara', undefined],
    ])
  })

  test('a key means a lead only among the rows of its own mapping: two systems may call two people the same', async () => {
    const test = await open()
    await run(test, '1,Ali,ali@example.com,,')
    const other = { ...FAIR, id: 'expo' }
    const setUp = { entity: 'lead' as const, mapping: other }
    const ended = await importText(test.crm, { text: `${HEAD}\n1,Bita,bita@example.com,,\n`, setUp })
    expect(ended).toMatchObject({ created: 1, updated: 0 })
    expect((await leads(test)).map(({ name, externalId }) => [name, externalId])).toEqual([
      ['Ali', '1'],
      ['Bita', '1'],
    ])
  })

  test('rows that stand twice in a file are one lead', async () => {
    const test = await open()
    const ended = await run(test, '1,Ali,ali@example.com,12,', '2,Sara,sara@example.com,,', '1,Ali,ali@example.com,12,')
    expect(ended).toMatchObject({ created: 2, unchanged: 1, failed: 0 })
  })

  test('what a worker left undecided when it died is decided by the next one, once', async () => {
    const test = await open()
    const { crm } = test
    const file = Readable.from([Buffer.from(`${HEAD}\n1,Ali,ali@example.com,,\n2,Sara,sara@example.com,,\n`)])
    const { id } = await openImport(crm, { actor: SYSTEM, fileName: 'rows.csv', file, mapping: FAIR })
    await startImport(crm, { actor: SYSTEM, id })
    const journal = {
      ...crm.store.journal,
      async claimThese(...given: Parameters<typeof crm.store.journal.claimThese>): Promise<never> {
        await crm.store.journal.claimThese(...given)
        throw Object.assign(new Error('killed'), { code: 'DATABASE_UNREACHABLE' })
      },
    }
    const dying: Engine = { ...crm, store: { ...crm.store, journal } }
    expect(await runImport(dying, { actor: SYSTEM, id })).toMatchObject({ state: 'failed', problem: 'killed', rowsDone: 0 })
    test.clock.pass('PT61S')
    await resumeImport(crm, { actor: SYSTEM, id })
    expect(await runImport(crm, { actor: SYSTEM, id })).toMatchObject({ state: 'done', created: 2, rowsDone: 2 })
    expect(await crm.store.records.count('lead')).toBe(2)
  })

  test('vtiger-10: a lead that a row went into is set back when the import is undone', async () => {
    const test = await open()
    const [known] = await test.capture('api', { values: { name: 'Ali', email: 'ali@example.com' } })
    const by = { ...FAIR, match: [] }
    const text = `${HEAD}\n1,Ali,ali@example.com,12,\n2,Sara,sara@example.com,,\n`
    const ended = await importText(test.crm, { text, setUp: { entity: 'lead', mapping: by } })
    expect(ended).toMatchObject({ created: 1, updated: 1 })
    expect(await test.crm.store.records.get('lead', String(known?.id))).toMatchObject({ employees: 12 })
    const { records: notes } = await test.crm.store.records.list('recordChange', { limit: 10 })
    expect(notes).toContainEqual(expect.objectContaining({ recordId: known?.id, action: 'update' }))
    await undoImport(test.crm, { actor: SYSTEM, id: ended.id })
    expect(await runImport(test.crm, { actor: SYSTEM, id: ended.id })).toMatchObject({ state: 'undone', undone: 2, kept: 0 })
    const left = await leads(test)
    expect(left.map(({ id }) => id)).toEqual([known?.id])
    expect(left[0]?.['employees']).toBeUndefined()
  })

  test('a file that a plugin reads in its own way is imported too; one that hangs or throws is stopped and blamed', async () => {
    const row = (id: number) => ({
      row: id,
      cells: { Name: `Person ${id}` },
      submission: { channel: 'queue', payload: { Name: `Person ${id}` }, idempotencyKey: `${id}` },
    })
    let isHanging = true
    let signal: AbortSignal | undefined
    const queue = defineLeadSource({
      label: 'Queue',
      async *read(_file, context) {
        signal = context.signal
        yield row(1)
        if (isHanging) await new Promise(() => undefined)
        throw new Error('no such column')
      },
      parse: (payload) => ({ values: { name: (payload as { Name: string }).Name } }),
    })
    const plugins = [definePlugin({ name: 'source-queue', leadSources: { queue } })]
    const test = await open({ plugins, pluginLimitMs: 200 })
    const attempt = async () => {
      const by = { ...mapping({}), id: 'queue', reads: 'queue' }
      const file = Readable.from([Buffer.from('anything')])
      const { id } = await openImport(test.crm, { actor: SYSTEM, fileName: 'people.queue', file, mapping: by })
      await startImport(test.crm, { actor: SYSTEM, id })
      return runImport(test.crm, { actor: SYSTEM, id })
    }
    expect(await attempt()).toMatchObject({
      ...{ state: 'failed', rowsDone: 1, created: 1 },
      problem: expect.stringContaining('PLUGIN_TIMED_OUT'),
    })
    expect(signal?.aborted).toBe(true)
    isHanging = false
    expect(await attempt()).toMatchObject({
      ...{ state: 'failed', rowsDone: 1, unchanged: 1 },
      problem: expect.stringContaining('PLUGIN_FAILED'),
    })
    const status = test.crm.registry.plugins.find(({ name }) => name === 'source-queue')
    expect(status?.lastFailure).toMatchObject({ where: 'source queue, read' })
  })
})
