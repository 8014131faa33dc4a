import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { applyStatusMigration, createRecord, planStatusMigration, updateLead } from '../../../../core/operations/index.js'
import { packageRoot } from '../../../../core/package-root.js'
import { isRefusal } from '../../../../core/plugin-api/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'
import { eachDatabase } from '../../../support/databases.js'
import { rowsWhere } from '../../../support/rows-where.js'

const opened: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

const BASE = join(packageRoot(), 'rules')

eachDatabase((database) => {
  /** A deployment with an own layer over the shipped one. */
  async function open(files: Readonly<Record<string, string>> = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'sarnakh-statuses-'))
    opened.push(() => rm(folder, { recursive: true, force: true }))
    for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text)
    const test = await openTestCrm({ connection: await database.newConnection(), rules: [BASE, folder] })
    opened.push(() => test.close())
    return { test, folder, ownLayer: { name: 'layer-1', folder } }
  }
  const leadIn = async (test: TestCrm, status: string) => {
    const [lead] = await test.capture('api', { values: { name: 'Sara', email: `${test.crm.newId()}@example.com` } })
    const moved = await updateLead(test.crm, { actor: SYSTEM, id: lead?.id ?? '', changes: { status } })
    if (isRefusal(moved)) throw new Error(moved.refused)
    return moved.id
  }
  const request = { actor: SYSTEM, lifecycle: 'lead' }

  describe('a status that is renamed', () => {
    test('is shown with its files and lines, and rewrites nothing before it is applied', async () => {
      const segment = `{\n  // who wants it\n  "apiVersion": "sarnakh/v1", "kind": "segment", "id": "keen", "title": { "en": "Keen" },\n  "conditions": { "all": [{ "fact": "lead", "path": "$.status", "operator": "in", "value": ["interested", "hot"] }] }\n}\n`
      const { test, folder, ownLayer } = await open({ 'keen.segment.json': segment })
      await leadIn(test, 'interested')
      const plan = await planStatusMigration(test.crm, { ...request, map: { interested: 'keen' }, ownLayer })
      expect(plan.rows.records).toBe(1)
      expect(plan.files.find(({ file }) => file.endsWith('keen.segment.json'))).toMatchObject({
        isCopied: false,
        places: [{ line: 4, from: 'interested', to: 'keen' }],
      })
      expect(plan.files.find(({ file }) => file.endsWith('lead.lifecycle.json'))).toMatchObject({ isCopied: true })
      expect(await readFile(join(folder, 'keen.segment.json'), 'utf8')).toBe(segment)
    })

    test('is called so in files, on leads and in their history afterwards; comments stay', async () => {
      const segment = `{\n  // who wants it\n  "apiVersion": "sarnakh/v1", "kind": "segment", "id": "keen", "title": { "en": "Keen" },\n  "conditions": { "all": [{ "fact": "lead", "path": "$.status", "operator": "in", "value": ["interested", "hot"] }] }\n}\n`
      const { test, folder, ownLayer } = await open({ 'keen.segment.json': segment })
      const id = await leadIn(test, 'interested')
      const before = await test.crm.store.records.get('lead', id)
      test.clock.pass('P1D')
      await applyStatusMigration(test.crm, { ...request, map: { interested: 'keen' }, ownLayer })
      expect(test.crm.rules().lifecycle.statuses.map((status) => status.id)).toContain('keen')
      expect(await readFile(join(folder, 'keen.segment.json'), 'utf8')).toBe(segment.replace('"interested"', '"keen"'))
      expect(await test.crm.store.records.get('lead', id)).toMatchObject({ status: 'keen', statusSince: before?.['statusSince'] })
      const moves = await rowsWhere(test.crm, 'statusChange', { recordId: id })
      expect(moves.map(({ to }) => to)).toContain('keen')
      expect(JSON.stringify(moves)).not.toContain('interested')
      expect(moves.filter(({ from, to }) => from === to)).toEqual([])
      expect((await rowsWhere(test.crm, 'auditEntry', { action: 'status.migrated' })).length).toBe(1)
    })

    test('that is not there, changes its meaning or leads to one that changes as well is refused', async () => {
      const { test, ownLayer } = await open()
      const ask = (map: Readonly<Record<string, string>>) => planStatusMigration(test.crm, { ...request, map, ownLayer })
      await expect(ask({ intersted: 'keen' })).rejects.toThrow('Did you mean interested?')
      await expect(ask({ hot: 'lost' })).rejects.toThrow('"hot" is open and "lost" is lost')
      await expect(ask({ hot: 'interested', interested: 'keen' })).rejects.toThrow('which changes as well')
      await expect(ask({})).rejects.toMatchObject({ code: 'STATUS_MIGRATION_INVALID' })
    })
  })

  describe('a status that is merged into another', () => {
    test('goes from the lifecycle, its leads and the time they stood there are the other one’s', async () => {
      const { test, ownLayer } = await open()
      const id = await leadIn(test, 'contacted')
      test.clock.pass('P1D')
      await updateLead(test.crm, { actor: SYSTEM, id, changes: { status: 'interested' } })
      test.clock.pass('P2D')
      await updateLead(test.crm, { actor: SYSTEM, id, changes: { status: 'qualified' } })
      await applyStatusMigration(test.crm, { ...request, map: { interested: 'contacted' }, ownLayer })
      expect(test.crm.rules().lifecycle.statuses.map((status) => status.id)).not.toContain('interested')
      const moves = await rowsWhere(test.crm, 'statusChange', { recordId: id })
      expect(moves.at(-1)).toMatchObject({ from: 'contacted', to: 'qualified', seconds: 3 * 86_400 })
    })

    test('is finished by a second call where the first one was killed after the files', async () => {
      const { test, ownLayer } = await open()
      const id = await leadIn(test, 'interested')
      const { write } = test.crm.store.records
      const commit = test.crm.store.intake.commit
      Object.assign(test.crm.store.intake, { commit: () => Promise.reject(new Error('killed')) })
      await expect(applyStatusMigration(test.crm, { ...request, map: { interested: 'contacted' }, ownLayer })).rejects.toThrow(
        'killed',
      )
      Object.assign(test.crm.store.intake, { commit })
      Object.assign(test.crm.store.records, { write })
      await applyStatusMigration(test.crm, { ...request, map: { interested: 'contacted' }, ownLayer })
      expect(await test.crm.store.records.get('lead', id)).toMatchObject({ status: 'contacted' })
    })
  })

  test('a stage that is merged leaves its ways on, and the shipped mappings name the other one', async () => {
    const { test, ownLayer } = await open()
    const request = { actor: SYSTEM, lifecycle: 'sales', map: { demo: 'evaluation' }, ownLayer }
    const plan = await planStatusMigration(test.crm, request)
    expect(plan.files.map(({ file }) => file.split('/').at(-1))).toContain('hubspot-deals.mapping.json')
    const ways = test.crm.rules().pipelines['sales']?.statuses.find(({ id }) => id === 'demo')?.next ?? []
    await applyStatusMigration(test.crm, request)
    const kept = test.crm.rules().pipelines['sales']?.statuses.find(({ id }) => id === 'evaluation')
    expect(kept?.next).toEqual(expect.arrayContaining(ways.filter((way) => way !== 'evaluation')))
    expect(JSON.stringify(Object.values(test.crm.rules().mappings).map(({ fields }) => fields['stage']))).not.toContain('"demo"')
  })

  test('a stage is renamed in its own pipeline alone', async () => {
    const { test, ownLayer } = await open()
    const make = async (pipeline: string, values: object) => {
      const all = { name: pipeline, pipeline, stage: 'lost', openedAt: 1, closedAt: 2, ...values }
      const made = await createRecord(test.crm, { actor: SYSTEM, entity: 'opportunity', values: all })
      return 'id' in made ? made.id : ''
    }
    const [sale, renewal] = [await make('sales', {}), await make('renewal', {})]
    await applyStatusMigration(test.crm, { actor: SYSTEM, lifecycle: 'sales', map: { lost: 'given-up' }, ownLayer })
    expect(await test.crm.store.records.get('opportunity', sale)).toMatchObject({ stage: 'given-up', outcome: 'lost' })
    expect(await test.crm.store.records.get('opportunity', renewal)).toMatchObject({ stage: 'lost' })
    expect((await rowsWhere(test.crm, 'statusChange', { recordId: sale })).map(({ to }) => to)).toEqual(['given-up'])
    expect(test.crm.rules().pipelines['renewal']?.statuses.map(({ id }) => id)).toContain('lost')
    expect(test.crm.rules().pipelines['sales']?.statuses.find(({ id }) => id === 'demo')?.next).toContain('given-up')
  })
})
