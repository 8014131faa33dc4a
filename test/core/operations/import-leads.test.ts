import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../core/access/index.js'
import { countLeads, type FailedRow, type ImportProgress, importLeads } from '../../../core/operations/index.js'
import { packageRoot } from '../../../core/package-root.js'
import { defineLeadSource, definePlugin } from '../../../core/plugin-api/index.js'
import type { TestCrm } from '../../../core/testing/open-test-crm.js'
import { eachDatabase } from '../../support/databases.js'
import { crmsOn, failureOf } from './crms-of-suite.js'

const MAPPING = {
  apiVersion: 'sarnakh/v1',
  kind: 'mapping',
  id: 'fair',
  title: { en: 'Trade fair', fa: 'نمایشگاه' },
  reads: 'csv',
  key: 'Id',
  fields: { name: 'Name', email: 'Mail', employees: 'Staff' },
}

const ROWS = ['Id,Name,Mail,Staff', '1,Ali,ali@example.com,12', '2,Sara,nowhere,3', '3,Reza,reza@example.com,', '4,Mina']

const NONE = { added: 0, merged: 0, repeated: 0, failed: 0, waiting: 0 }

async function* inPieces(text: string): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
}

let layer: string
beforeAll(async () => {
  layer = await mkdtemp(join(tmpdir(), 'sarnakh-layer-'))
  await mkdir(join(layer, 'mappings'))
  await writeFile(join(layer, 'mappings', 'fair.mapping.json'), JSON.stringify(MAPPING))
})
afterAll(() => rm(layer, { recursive: true, force: true }))

eachDatabase((database) => {
  const openOn = crmsOn(database)
  const open = () => openOn({ rules: [join(packageRoot(), 'rules'), layer] })

  async function run(test: TestCrm, text: string, file = inPieces(text)) {
    const failed: FailedRow[] = []
    const told: ImportProgress[] = []
    const progress = await importLeads(test.crm, {
      actor: SYSTEM,
      mapping: 'fair',
      file,
      patienceMs: 0,
      onProgress: (each) => told.push(each),
      onFailedRow: (each) => void failed.push(each),
    })
    const { stopped: _stopped, ...counts } = progress
    expect(told.at(-1)).toEqual(counts)
    return { progress, failed, told }
  }

  test('good rows become decided leads, and each bad one comes back with its number, its cells and the reason', async () => {
    const test = await open()
    const { progress, failed } = await run(test, ROWS.join('\n'))
    expect(progress).toEqual({ ...NONE, rows: 4, added: 2, failed: 2 })
    expect(failed.map(({ row }) => row)).toEqual([3, 5])
    expect(failed[0]).toMatchObject({
      cells: { Id: '2', Name: 'Sara', Mail: 'nowhere' },
      reason: expect.stringContaining('email'),
    })
    const { records } = await test.crm.store.records.list('lead', { limit: 10, sort: { field: 'email', direction: 'asc' } })
    expect(records).toMatchObject([
      { email: 'ali@example.com', employees: 12, externalId: '1', source: 'fair', score: expect.any(Number) },
      { email: 'reza@example.com', externalId: '3' },
    ])
    expect((await test.profile(String(records[0]?.id))).decisions[0]?.decision.trigger).toBe('import')
    const { records: audit } = await test.crm.store.records.list('auditEntry', { limit: 10 })
    expect(audit).toContainEqual(expect.objectContaining({ action: 'leads.import', subject: 'fair', details: progress }))
  })

  test('the same file again adds nothing, also days later, and a row with other values joins the lead of its key', async () => {
    const test = await open()
    const rows = ROWS.slice(0, 4).join('\n')
    await run(test, rows)
    await test.pass('P3D')
    const again = await run(test, rows)
    expect(again.progress).toEqual({ ...NONE, rows: 3, repeated: 2, failed: 1 })
    const other = await run(test, 'Id,Name,Mail,Staff\n1,Ali,ali@example.com,500\n5,Nika,nika@example.com,4\n')
    expect(other.progress).toEqual({ ...NONE, rows: 2, added: 1, merged: 1 })
    expect(await countLeads(test.crm, { actor: SYSTEM, filter: {} })).toBe(3)
  })

  /** Writes the rows of a file and claims them as an import does, and goes no further: it was killed. */
  async function killedImport(test: TestCrm, text: string) {
    const { crm } = test
    const journal = {
      ...crm.store.journal,
      claimThese: async (...given: Parameters<typeof crm.store.journal.claimThese>) => {
        await crm.store.journal.claimThese(...given)
        throw new Error('killed')
      },
    }
    const dying = { ...crm, store: { ...crm.store, journal } }
    const attempt = importLeads(dying, { actor: SYSTEM, mapping: 'fair', file: inPieces(text) })
    expect(await failureOf(attempt)).toMatchObject({ message: 'killed' })
  }

  test('what an import left undecided when it was killed is decided by the next one, as soon as its lease has ended', async () => {
    const test = await open()
    const rows = ROWS.slice(0, 4).join('\n')
    await killedImport(test, rows)
    const early = await run(test, rows)
    expect(early.progress).toEqual({ ...NONE, rows: 3, waiting: 3 })
    test.clock.pass('PT61S')
    const again = await run(test, rows)
    expect(again.progress).toEqual({ ...NONE, rows: 3, added: 2, failed: 1 })
    expect(again.failed.map(({ row }) => row)).toEqual([3])
    expect(await countLeads(test.crm, { actor: SYSTEM, filter: {} })).toBe(2)
  })

  test('rows that another worker holds are waited for, and told as that worker decided them', async () => {
    const test = await open()
    const rows = ROWS.slice(0, 4).join('\n')
    await killedImport(test, rows)
    test.clock.pass('PT61S')
    await test.settle()
    expect((await run(test, rows)).progress).toEqual({ ...NONE, rows: 3, repeated: 2, failed: 1 })

    const { journal } = test.crm.store
    const outrun = { ...journal, claimThese: async () => [] }
    const slow = { ...test.crm, store: { ...test.crm.store, journal: outrun } }
    const file = inPieces('Id,Name,Mail,Staff\n1,Ali,ali@example.com,900\n9,Nika,nika@example.com,4\n')
    const told: ImportProgress[] = []
    const onProgress = (each: ImportProgress) => {
      if (told.push(each) === 1) void test.settle()
    }
    const report = await importLeads(slow, { actor: SYSTEM, mapping: 'fair', file, onProgress })
    expect(told[0]).toEqual({ ...NONE, rows: 2, waiting: 2 })
    expect(report).toEqual({ ...NONE, rows: 2, added: 1, merged: 1 })
  })

  test('a row that failed before fails again with its reason, and one that stands twice in a file is told once', async () => {
    const test = await open()
    const rows = ['Id,Name,Mail,Staff', '1,Ali,ali@example.com,12', '2,Sara,nowhere,many', '1,Ali,ali@example.com,12'].join('\n')
    const first = await run(test, rows)
    expect(first.progress).toEqual({ ...NONE, rows: 3, added: 1, repeated: 1, failed: 1 })
    const second = await run(test, rows)
    expect(second.progress).toEqual({ ...NONE, rows: 3, repeated: 2, failed: 1 })
    expect(second.failed).toEqual(first.failed)
    expect(first.failed[0]).toMatchObject({ row: 3, columns: ['Id', 'Name', 'Mail', 'Staff'] })
    expect(first.failed[0]?.reason).toMatch(/employees: .*email: /)
  })

  test('where the file breaks off, what was read is in, and the report says why', async () => {
    const test = await open()
    async function* breaking() {
      yield* inPieces(`${ROWS.slice(0, 4).join('\n')}\n`)
      throw new Error('the disk is gone')
    }
    const { progress, failed } = await run(test, '', breaking())
    expect(progress).toMatchObject({
      rows: 3,
      added: 2,
      failed: 1,
      stopped: { message: expect.stringContaining('the disk is gone') },
    })
    expect(failed).toHaveLength(1)
    await expect(run(test, 'Id,Name\n1,Ali')).rejects.toMatchObject({ code: 'CSV_COLUMN_MISSING' })
  })

  test('a source that hangs or throws between two rows is stopped and blamed, and hears that nobody reads on', async () => {
    const mapping = { ...MAPPING, id: 'queue', reads: 'queue' }
    await writeFile(join(layer, 'mappings', 'queue.mapping.json'), JSON.stringify(mapping))
    const row = (id: number) => ({
      row: id,
      cells: {},
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
    const test = await openOn({ rules: [join(packageRoot(), 'rules'), layer], plugins, pluginLimitMs: 200 })
    const attempt = () => importLeads(test.crm, { actor: SYSTEM, mapping: 'queue', file: inPieces('') })
    expect(await attempt()).toMatchObject({ rows: 1, added: 1, stopped: { code: 'PLUGIN_TIMED_OUT' } })
    expect(signal?.aborted).toBe(true)
    isHanging = false
    expect(await attempt()).toMatchObject({ rows: 1, repeated: 1, stopped: { code: 'PLUGIN_FAILED' } })
    const status = test.crm.registry.plugins.find(({ name }) => name === 'source-queue')
    expect(status).toMatchObject({ failures: 2, lastFailure: { where: 'source queue, read' } })
    await rm(join(layer, 'mappings', 'queue.mapping.json'))
  })

  test('figures only grow while a long file goes in', async () => {
    const test = await open()
    const rows = Array.from({ length: 1_100 }, (_, n) => `${n},Person ${n},${n % 10 === 0 ? 'bad' : `p${n}@example.com`},1`)
    const { told, progress } = await run(test, ['Id,Name,Mail,Staff', ...rows].join('\n'))
    expect(told.map(({ rows: read }) => read)).toEqual([200, 400, 600, 800, 1_000, 1_100])
    expect(told.map(({ added }) => added)).toEqual([180, 360, 540, 720, 900, 990])
    expect(progress).toEqual({ ...NONE, rows: 1_100, added: 990, failed: 110 })
  })

  test('a mapping that nobody wrote, or that no file source reads, is refused before the file is touched', async () => {
    const test = await open()
    const file: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]() {
        throw new Error('The file was read.')
      },
    }
    const attempt = (mapping: string) => failureOf(importLeads(test.crm, { actor: SYSTEM, mapping, file }))
    expect(await attempt('fare')).toMatchObject({ code: 'MAPPING_UNKNOWN', message: expect.stringContaining('fair') })
    expect(await attempt('constructor')).toMatchObject({ code: 'MAPPING_UNKNOWN' })
    expect(await attempt('typeform')).toMatchObject({ code: 'SOURCE_UNKNOWN' })
  })
})
