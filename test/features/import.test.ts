import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { SYSTEM } from '../../core/access/index.js'
import { DECISION_STAGES } from '../../core/model/decision.js'
import type { Opportunity } from '../../core/model/entities/opportunity.js'
import { IMPORT_ENTITIES, type ImportEntity, importFields, isImportEntity } from '../../core/model/import-fields.js'
import {
  EXPORT_ENTITIES,
  exportAll,
  exportSheet,
  failedRowsCsv,
  importAll,
  importProblems,
  openImport,
  resumeImport,
  runImport,
  setUpImport,
  startImport,
  stopImport,
  undoImport,
} from '../../core/operations/index.js'
import { openTestCrm, type TestCrm, type TestCrmOptions } from '../../core/testing/index.js'
import { importText, mapping } from '../core/operations/imports/import-file.js'
import { eachDatabase } from '../support/databases.js'

const DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')

eachDatabase((database) => {
  const opened: TestCrm[] = []
  afterEach(async () => {
    for (const test of opened.splice(0)) await test.close()
  })
  const open = async (options: TestCrmOptions = {}) => {
    const test = await openTestCrm({ ...options, connection: await database.newConnection() })
    opened.push(test)
    return test
  }

  test('vtiger-10: a file of accounts makes, changes and leaves records, tells what failed, and is taken back whole', async () => {
    const { crm } = await open()
    const by = mapping({ name: 'Firm', employees: 'People', parentId: { from: 'Parent', create: true } })
    const first = await importText(crm, {
      text: 'Firm,People,Parent\nAlpha,۱۲,\nBeta,many,\nGamma,3,Holding\n',
      setUp: { entity: 'account', mapping: by },
    })
    expect(first).toMatchObject({ state: 'done', rowsDone: 3, rowsTotal: 3, created: 2, failed: 1 })
    expect(await crm.store.records.count('account')).toBe(3)
    const { records } = await importProblems(crm, { actor: SYSTEM, id: first.id })
    expect(records).toMatchObject([{ row: 3, cells: { Firm: 'Beta', People: 'many' } }])
    expect(records[0]?.problem).toMatchObject({ en: expect.stringContaining('"many"'), fa: expect.stringContaining('many') })
    let csv = ''
    for await (const part of failedRowsCsv(crm, { actor: SYSTEM, id: first.id, language: 'fa' })) csv += part
    expect(csv).toContain('Firm,People,Parent,row,problem')
    expect(csv).toContain('Beta,many,,3,')

    const second = await importText(crm, {
      text: 'Firm,People,Parent\nALPHA,14,\nGamma,3,Holding\nDelta,1,\n',
      setUp: { entity: 'account', mapping: by },
    })
    expect(second).toMatchObject({ created: 1, updated: 1, unchanged: 1, failed: 0 })
    await undoImport(crm, { actor: SYSTEM, id: second.id })
    expect(await runImport(crm, { actor: SYSTEM, id: second.id })).toMatchObject({ state: 'undone', undone: 2, kept: 0 })
    const { records: left } = await crm.store.records.list('account', { limit: 10, sort: { field: 'name', direction: 'asc' } })
    expect(left.map(({ name, employees }) => [name, employees])).toEqual([
      ['Alpha', 12],
      ['Gamma', 3],
      ['Holding', undefined],
    ])
  })

  test('vtiger-10: imported leads go through the rules that were chosen, and history fires no automation, now or later', async () => {
    const { crm, actions, addUser } = await open()
    const owner = await addUser({ name: 'Sara Ahmadi' })
    const text = 'Name,Mail,Owner,Came\nAnna,anna@example.com,Sara Ahmadi,2024-02-01T10:00:00Z\nBijan,bijan@example.com,,\n'
    const by = mapping({ name: 'Name', email: 'Mail', ownerId: 'Owner', createdAt: 'Came' })
    const run = await importText(crm, { text, setUp: { entity: 'lead', mapping: by } })
    await crm.settle()
    expect(run).toMatchObject({ created: 2, failed: 0 })
    expect(actions).toEqual([])
    const { records } = await crm.store.records.list('lead', { limit: 5, sort: { field: 'name', direction: 'asc' } })
    expect(records[0]).toMatchObject({ name: 'Anna', ownerId: owner, createdAt: Date.UTC(2024, 1, 1, 10) })
    expect(records[0]?.['score']).toBeDefined()
    const decisions = await crm.store.records.list('decision', { limit: 5 })
    expect(decisions.records).toHaveLength(2)
    for (const { trace } of decisions.records) expect(trace).toMatchObject({ fired: [], inputs: { without: ['automations'] } })

    const quiet = await importText(crm, {
      text: 'Name,Mail\nCyrus,cyrus@example.com\n',
      setUp: { entity: 'lead', mapping: mapping({ name: 'Name', email: 'Mail' }), settings: { without: DECISION_STAGES } },
    })
    expect(quiet).toMatchObject({ created: 1 })
    const cyrus = (await crm.store.records.list('lead', { limit: 5, search: 'cyrus' })).records[0]
    expect(cyrus?.['score']).toBeUndefined()
    expect(cyrus?.['ownerId']).toBeUndefined()

    const again = await importText(crm, {
      text: 'Name,Mail\nAnna Karimi,ANNA@example.com\n',
      setUp: { entity: 'lead', mode: 'update', mapping: mapping({ name: 'Name', email: 'Mail' }) },
    })
    expect(again).toMatchObject({ updated: 1, created: 0 })
    await undoImport(crm, { actor: SYSTEM, id: again.id })
    await runImport(crm, { actor: SYSTEM, id: again.id })
    expect((await crm.store.records.list('lead', { limit: 5, search: 'anna' })).records[0]?.['name']).toBe('Anna')
    await undoImport(crm, { actor: SYSTEM, id: run.id })
    await runImport(crm, { actor: SYSTEM, id: run.id })
    expect(await crm.store.records.count('lead')).toBeGreaterThanOrEqual(1)
    expect((await crm.store.records.list('lead', { limit: 5, search: 'bijan' })).records).toEqual([])
  })

  test('vtiger-10: an import that is stopped in mid-run stays there, goes on behind its last row, and nothing comes in twice', async () => {
    const { crm } = await open()
    const rows = Array.from({ length: 2_000 }, (_, index) => `P${index},${index}`).join('\n')
    const by = mapping({ code: 'Code', name: 'Code', price: { from: 'Price', currency: 'EUR' } })
    const text = `Code,Price\n${rows}\n`
    const file = Readable.from([Buffer.from(text)])
    const { id } = await openImport(crm, { actor: SYSTEM, fileName: 'products.csv', file, entity: 'product' })
    await setUpImport(crm, { actor: SYSTEM, id, setUp: { mapping: by } })
    await startImport(crm, { actor: SYSTEM, id })
    let asked: Promise<unknown> | undefined
    const onProgress = ({ rowsDone }: { rowsDone: number }) => {
      if (rowsDone > 0) asked ??= stopImport(crm, { actor: SYSTEM, id })
    }
    const stopped = await runImport(crm, { actor: SYSTEM, id, onProgress })
    await asked
    expect(stopped).toMatchObject({ state: 'stopped' })
    expect(stopped.rowsDone).toBeGreaterThan(0)
    expect(stopped.rowsDone).toBeLessThan(2_000)
    expect(await crm.store.records.count('product')).toBe(stopped.rowsDone)
    await crm.settle()
    expect(await crm.store.records.count('product')).toBe(stopped.rowsDone)

    expect(await resumeImport(crm, { actor: SYSTEM, id })).toMatchObject({ state: 'waiting' })
    expect(await runImport(crm, { actor: SYSTEM, id })).toMatchObject({
      state: 'done',
      created: 2_000,
      rowsDone: 2_000,
      failed: 0,
    })
    expect(await crm.store.records.count('product')).toBe(2_000)
    for (const steer of [stopImport, resumeImport])
      expect(await steer(crm, { actor: SYSTEM, id })).toMatchObject({ code: 'changed-meanwhile' })
    const again = await importText(crm, { text, setUp: { entity: 'product', mapping: by } })
    expect(again).toMatchObject({ created: 0, unchanged: 2_000 })
  })

  test('vtiger-10: undoing won sales gives their account back the purchase it had before', async () => {
    const { crm } = await open()
    await importText(crm, { text: 'name\nAlpha\n', setUp: { entity: 'account', mapping: mapping({ name: 'name' }) } })
    const fields = { name: 'Deal', accountId: 'Firm', stage: 'Stage', closedAt: 'Closed', amount: 'Sum' }
    const sold = (...rows: readonly string[]) =>
      importText(crm, {
        text: ['Deal,Firm,Stage,Closed,Sum', ...rows].join('\n'),
        setUp: { entity: 'opportunity', mapping: mapping(fields) },
      })
    const account = async () => (await crm.store.records.list('account', { limit: 1 })).records[0]
    expect(await sold('First,Alpha,contract-validated,2024-01-02T00:00:00Z,10 EUR')).toMatchObject({ created: 1 })
    const rows = Array.from({ length: 300 }, (_, at) => `Deal ${at},Alpha,contract-validated,2025-03-04T00:00:00Z,20 EUR`)
    const later = await sold(...rows, 'Last,Alpha,contract-validated,2026-01-05T00:00:00Z,20 EUR')
    expect(later).toMatchObject({ created: 301, failed: 0 })
    expect(await account()).toMatchObject({ lastPurchaseAt: Date.UTC(2026, 0, 5), customerState: 'active' })
    await undoImport(crm, { actor: SYSTEM, id: later.id })
    expect(await runImport(crm, { actor: SYSTEM, id: later.id })).toMatchObject({ state: 'undone', kept: 0 })
    expect(await account()).toMatchObject({ lastPurchaseAt: Date.UTC(2024, 0, 2), customerState: 'active' })
    expect(await crm.store.records.count('opportunity')).toBe(1)
  })

  test('vtiger-10: an owner whom nobody knows here is told beside the row, which comes in', async () => {
    const { crm, addUser } = await open()
    const sara = await addUser({ name: 'Sara Ahmadi' })
    const text =
      'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal owner\n1,Mill,Closed Won,Sales,10 EUR,2025-02-03,Sara Ahmadi\n2,Dam,closedlost,Sales,5 EUR,2025-02-04,Nobody Known\n'
    const run = await importText(crm, { text, name: 'hubspot-deals.csv' })
    expect(run).toMatchObject({ entity: 'opportunity', created: 2, failed: 0 })
    const { records } = await crm.store.records.list('opportunity', { limit: 5, sort: { field: 'name', direction: 'desc' } })
    expect(records).toMatchObject([
      { name: 'Mill', ownerId: sara, outcome: 'won', closedAt: Date.UTC(2025, 1, 3) },
      { name: 'Dam', outcome: 'lost', stageReason: 'no-decision' },
    ])
    const problems = await importProblems(crm, { actor: SYSTEM, id: run.id })
    expect(problems.records).toMatchObject([
      {
        row: 3,
        isPartial: true,
        problem: { en: expect.stringContaining('There is no "Nobody Known"'), fa: expect.stringContaining('پیدا نشد') },
      },
    ])
  })

  test('vtiger-11: everything goes out as files and comes back equal in an empty deployment', async () => {
    const from = await open()
    const csv = async (entity: ImportEntity, text: string) => {
      const columns = text.slice(0, text.indexOf('\n')).split(',')
      const by = mapping(Object.fromEntries(columns.map((name) => [name, name])))
      const run = await importText(from.crm, { text, setUp: { entity, mapping: by } })
      expect([entity, run.failed, run.problem]).toEqual([entity, 0, undefined])
    }
    await csv('team', 'name\nNorth\n')
    await csv('user', 'name,email,role,managerId\nMina,mina@example.com,manager,\nSara,sara@example.com,rep,Mina\n')
    await csv('account', 'name,phone,ownerId,revenue\n=1+1,+98 912 000 0000,Sara,1200 EUR\n"Line\nbreak, ""x""",-5,,\n')
    await csv('contact', 'name,accountId,email\nرضا,=1+1,reza@example.com\n')
    await csv('product', 'code,name,price\nA,Alpha,12.50 EUR\nB,Beta,3 EUR\n')
    await csv('campaign', 'code,name\nspring,Spring\n')
    await csv(
      'lead',
      'name,email,phone,budget,need,ownerId\nMina R,mina.r@example.com,+98 21 1234,900 EUR,A mill,Sara\nBare,,09121112233,,,\n',
    )
    await csv('opportunity', 'name,accountId,ownerId,stage,expectedCloseDate\nBig,=1+1,Sara,evaluation,2030-01-02\n')
    const big = String((await from.crm.store.records.list('opportunity', { limit: 1 })).records[0]?.id)
    await csv('opportunityLine', `opportunityId,productId,quantity,price\n${big},A,3,12.50 EUR\n${big},B,1,2 EUR\n`)
    await csv('opportunityContact', `opportunityId,contactId,role\n${big},reza@example.com,decision-maker\n`)
    await csv(
      'document',
      'system,kind,externalId,accountId,status,amount,issuedAt\nerp,invoice,F-1,=1+1,open,99 EUR,2025-01-02\n',
    )
    await csv('activity', 'leadId,type,at,subject\nmina.r@example.com,call.outbound,2025-01-02T03:04:05Z,Hello\n')
    await from.crm.settle()
    const folder = await mkdtemp(join(tmpdir(), 'sarnakh-export-'))
    try {
      const manifest = await exportAll(from.crm, { actor: SYSTEM, folder })
      expect(manifest.files.map(({ entity }) => entity)).toEqual(EXPORT_ENTITIES)
      expect(await readFile(join(folder, 'account.csv'), 'utf8')).toContain("'=1+1,")
      const to = await open()
      // Ids of tests are counted; those of the two must differ as they do in life.
      for (let count = 0; count < 10_000; count += 1) to.crm.newId()
      for (const { entity, rows } of manifest.files) {
        if (!isImportEntity(entity)) continue
        const run = await importText(to.crm, { text: await readFile(join(folder, `${entity}.csv`)), setUp: { entity } })
        const { records } = await importProblems(to.crm, { actor: SYSTEM, id: run.id })
        expect([entity, run.state, run.rowsDone, records.map(({ problem }) => problem)]).toEqual([entity, 'done', rows, []])
      }
      for (const entity of IMPORT_ENTITIES)
        expect([entity, await written(to, entity)]).toEqual([entity, await written(from, entity)])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('vtiger-11: an export of everything is taken in by one call, in any order of its manifest, with queues and old dates', async () => {
    const from = await open()
    const day = Date.UTC(2024, 3, 5, 6)
    const csv = async (entity: ImportEntity, text: string) => {
      const columns = text.slice(0, text.indexOf('\n')).split(',')
      const by = mapping(Object.fromEntries(columns.map((name) => [name, name])))
      expect(await importText(from.crm, { text, setUp: { entity, mapping: by } })).toMatchObject({ failed: 0 })
    }
    await csv('user', 'name,email,role\nMina,mina@example.com,manager\n')
    await csv('team', 'name,managerId\nNorth,Mina\n')
    await csv(
      'user',
      'name,email,role,teamId,managerId\nMina,mina@example.com,manager,North,\nSara,sara@example.com,rep,North,Mina\n',
    )
    await csv('account', 'name\nBranch\nHolding\n')
    await csv('account', 'name,parentId\nBranch,Holding\n')
    await csv('lead', 'name,email,status\nReza,reza@example.com,contacted\n')
    await csv('opportunity', 'name,accountId,stage,createdAt\nBig,Branch,evaluation,2024-04-05T06:00:00Z\n')
    const { records: users } = await from.crm.store.records.list('user', { limit: 5, sort: { field: 'name', direction: 'asc' } })
    const queue = from.crm.rules().queues[0]?.id ?? ''
    await from.crm.store.access.setQueueMembers(queue, [String(users[1]?.id)], from.crm.now())
    const folder = await mkdtemp(join(tmpdir(), 'sarnakh-export-'))
    try {
      const manifest = await exportAll(from.crm, { actor: SYSTEM, folder })
      await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, files: manifest.files.toReversed() }))
      const to = await open()
      for (let count = 0; count < 10_000; count += 1) to.crm.newId()
      const imported = await importAll(to.crm, { actor: SYSTEM, folder })
      expect(imported.runs.map(({ entity, failed }) => [entity, failed])).toEqual(
        ['user', 'team', 'account', 'lead', 'opportunity', 'activity'].map((entity) => [entity, 0]),
      )
      expect(imported.left.map(({ entity }) => entity)).toContain('statusChange')
      for (const entity of ['user', 'team', 'account', 'lead', 'opportunity'] as const)
        expect([entity, await written(to, entity)]).toEqual([entity, await written(from, entity)])
      expect((await to.crm.store.records.list('opportunity', { limit: 1 })).records[0]?.createdAt).toBe(day)
      expect((await to.crm.store.access.queueMembers(queue)).map(({ name }) => name)).toEqual(['Sara'])
      const captured = { all: [{ fact: 'activity', path: '$.type', operator: 'equal', value: 'lead.captured' }] }
      expect(await to.crm.store.records.count('activity', { where: captured })).toBe(1)
      const count = async (entity: 'activity' | 'lead' | 'opportunity') => to.crm.store.records.count(entity)
      const before = [await count('activity'), await count('lead'), await count('opportunity')]
      const again = await importAll(to.crm, { actor: SYSTEM, folder })
      expect(again.runs.filter(({ created, updated }) => created + updated > 0)).toEqual([])
      expect([await count('activity'), await count('lead'), await count('opportunity')]).toEqual(before)
      await rm(join(folder, 'manifest.json'))
      await expect(importAll(to.crm, { actor: SYSTEM, folder })).rejects.toMatchObject({ code: 'IMPORT_INVALID' })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('vtiger-10: an .xlsx file that was exported is imported again', async () => {
    const from = await open()
    await importText(from.crm, { text: 'name\nAlpha\nBeta\n', setUp: { entity: 'account', mapping: mapping({ name: 'name' }) } })
    const sheet = await exportSheet(from.crm, { actor: SYSTEM, entity: 'account', columns: ['id', 'name'] })
    const to = await open()
    expect(await importText(to.crm, { text: sheet, name: 'accounts.xlsx', setUp: { entity: 'account' } })).toMatchObject({
      created: 2,
      failed: 0,
    })
  })

  const maven = join(DATA, 'maven_crm')
  test.skipIf(!isThere(maven))(
    'vtiger-10: accounts, products, users with managers and 8,800 deals come in with their known answers',
    async () => {
      const { crm } = await open()
      const file = (name: string) => readFile(join(maven, name))
      const accounts = {
        name: 'account',
        industry: 'sector',
        employees: 'employees',
        revenue: { from: 'revenue', currency: 'USD' },
        parentId: { from: 'subsidiary_of', create: true },
      }
      const people = { name: 'sales_agent', region: 'regional_office', managerId: { from: 'manager', create: true } }
      expect(
        await importText(crm, { text: await file('accounts.csv'), setUp: { entity: 'account', mapping: mapping(accounts) } }),
      ).toMatchObject({ failed: 0 })
      expect(await crm.store.records.count('account')).toBe(85)
      const products = { name: 'product', series: 'series', price: { from: 'sales_price', currency: 'USD' } }
      expect(
        await importText(crm, { text: await file('products.csv'), setUp: { entity: 'product', mapping: mapping(products) } }),
      ).toMatchObject({ created: 7 })
      expect(
        await importText(crm, { text: await file('sales_teams.csv'), setUp: { entity: 'user', mapping: mapping(people) } }),
      ).toMatchObject({ created: 35 })
      const stages = { Won: 'contract-validated', Lost: 'lost', Engaging: 'evaluation', Prospecting: 'first-contact' }
      const deals = {
        ...{
          name: 'opportunity_id',
          ownerId: 'sales_agent',
          accountId: 'account',
          openedAt: 'engage_date',
          closedAt: 'close_date',
        },
        product: { from: 'product', map: { GTXPro: 'GTX Pro' } },
        stage: { from: 'deal_stage', map: stages },
        stageReason: { from: 'deal_stage', map: { Won: null, Engaging: null, Prospecting: null, Lost: 'no-decision' } },
        amount: { from: 'close_value', currency: 'USD' },
      }
      const run = await importText(crm, {
        text: await file('sales_pipeline.csv'),
        setUp: { entity: 'opportunity', mapping: mapping(deals, { key: 'opportunity_id' }) },
      })
      expect(run).toMatchObject({ created: 8_800, failed: 0 })
      const counts = await crm.store.records.aggregate({
        entity: 'opportunity',
        groupBy: ['stage'],
        measures: { n: { count: true } },
      })
      expect(Object.fromEntries(counts.map(({ stage, n }) => [stage, n]))).toEqual({
        'contract-validated': 4_238,
        lost: 2_473,
        evaluation: 1_589,
        'first-contact': 500,
      })
      let won = 0
      for await (const batch of crm.store.records.each('opportunity', { batch: 1_000 })) {
        for (const { outcome, amount } of batch as unknown as readonly Opportunity[])
          won += outcome === 'won' ? (amount?.amount ?? 0) : 0
      }
      expect(won).toBe(10_005_534_00)
      expect(await crm.store.records.count('opportunityLine')).toBe(8_800)
    },
    240_000,
  )

  const xeducation = join(DATA, 'xeducation', 'Leads.csv')
  test.skipIf(!isThere(xeducation))(
    'vtiger-10: 9,240 leads come in, 3,561 of them converted',
    async () => {
      const { crm } = await open()
      const fields = {
        source: 'Lead Source',
        city: 'City',
        country: 'Country',
        status: { from: 'Converted', map: { '0': 'not-contacted', '1': 'converted' } },
      }
      const by = mapping(fields, { key: 'Prospect ID', missing: ['Select'] })
      const run = await importText(crm, {
        text: await readFile(xeducation),
        setUp: { entity: 'lead', mapping: by, settings: { without: ['transitions', 'automations'] } },
      })
      expect(run).toMatchObject({ created: 9_240, failed: 0 })
      const where = { all: [{ fact: 'lead', path: '$.status', operator: 'equal', value: 'converted' }] }
      expect(await crm.store.records.count('lead', { where })).toBe(3_561)
    },
    240_000,
  )
})

/** What people have written about every record, and the stories they told; what the rules and the system add is made anew. */
async function written({ crm }: TestCrm, entity: ImportEntity): Promise<readonly string[]> {
  const { createdAt: _at, ...fields } = importFields(entity, crm.fields[entity])
  const all: string[] = []
  for await (const batch of crm.store.records.each(entity, { batch: 500 })) {
    for (const record of batch) {
      if (entity === 'activity' && /^(?:lead|status|task)\b/.test(String(record['type']))) continue
      // The entry that making a record leaves is one on both sides, under an id of its own.
      const own = entity === 'activity' ? Object.keys(fields).filter((field) => field !== 'id') : Object.keys(fields)
      all.push(JSON.stringify(own.map((field) => [field, record[field] ?? null])))
    }
  }
  return all.toSorted()
}

function isThere(path: string): boolean {
  if (existsSync(path)) return true
  console.warn(`${path} is not here; its known answers are not checked.`)
  return false
}
