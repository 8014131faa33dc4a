import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

const FIRMS = 'Firm,People,Site\nAlpha,12,https://alpha.example\nBeta,many,\n=Gamma,3,\n'
const SET = ['--entity', 'account', '--map', 'name=Firm', 'employees=People', 'website=Site']

let cwd: string
beforeEach(async () => {
  cwd = await deploymentFolder({ 'sarnakh.json': { id: 'firms' }, 'firms.csv': FIRMS })
})

const run = (...argv: readonly string[]) => runCommand(argv, { cwd })
const json = async (...argv: readonly string[]) => JSON.parse((await run(...argv, '--json')).stdout)

test('vtiger-10: a file of accounts comes in by columns that are named, matched by a field, and its mapping is kept as a file', async () => {
  const first = await run('import', 'firms.csv', ...SET, '--match', 'name', '--write-mapping', 'rules/firms.mapping.json')
  expect(first.code, first.stderr).toBe(0)
  expect(first.stdout).toMatch(
    /^Import [\w-]+\n2 created, 0 updated, 0 unchanged, 1 failed\.\nRow 3 did not come in\. .*"many".*\nThe rows with problems, .*failed\.csv\.\n$/,
  )
  const written = JSON.parse(await readFile(join(cwd, 'rules', 'firms.mapping.json'), 'utf8'))
  expect(written).toMatchObject({
    ...{ apiVersion: 'sarnakh/v1', kind: 'mapping', id: 'firms', reads: 'csv', entity: 'account', match: ['name'] },
    fields: { name: 'Firm', employees: 'People', website: 'Site' },
  })
  expect((await run('rules', 'check')).code).toBe(0)
  const again = await json('import', 'firms.csv', '--mapping', written.id, '--mode', 'update')
  expect(again).toMatchObject({ entity: 'account', mode: 'update', created: 0, unchanged: 2, failed: 1 })
  const twice = await run('import', 'firms.csv', ...SET, '--write-mapping', 'rules/firms.mapping.json')
  expect(twice.code).toBe(2)
  expect(twice.stderr).toContain('firms.mapping.json is there already')
})

test('vtiger-10: create alone refuses what is there, update alone what is not; who leaves bad cells out gets the row', async () => {
  const all = await json('import', 'firms.csv', ...SET, '--leave-out')
  expect(all).toMatchObject({ created: 3, failed: 0, problems: [{ row: 3, isPartial: true }] })
  const shown = await run('imports', 'show', all.id)
  expect(shown.stdout).toMatch(/Row 3 came in, but not whole\. .*\(column "People"\): "many"/)
  expect((await run('imports', 'show', all.id, '--language', 'fa')).stdout).toContain('ردیف ۳ وارد شد، اما نه کامل.')
  const create = await run('import', 'firms.csv', ...SET, '--mode', 'create')
  expect(create.code).toBe(1)
  expect(create.stdout).toContain('0 created, 0 updated, 0 unchanged, 3 failed.')
  await writeFile(join(cwd, 'more.csv'), 'Firm,People\nAlpha,14\nDelta,1\n')
  const update = await run(
    'import',
    'more.csv',
    '--entity',
    'account',
    '--map',
    'name=Firm',
    'employees=People',
    '--mode',
    'update',
  )
  expect(update).toMatchObject({ code: 0, stdout: expect.stringContaining('0 created, 1 updated, 0 unchanged, 1 failed.') })
})

test('vtiger-10: a dry run tells what would happen and writes nothing', async () => {
  const { code, stdout } = await run('import', 'firms.csv', ...SET, '--dry-run')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Of the first 3 rows, .*\n2 created, 0 updated, 0 unchanged, 1 failed\.\n3: .*"many"/)
  const persian = await run('import', 'firms.csv', ...SET, '--dry-run', '--language', 'fa')
  expect(persian.stdout).toContain('از ۳ ردیف نخست')
  const pairs = await run('import', 'firms.csv', '--entity', 'account', '--map', 'name=Firm', '--dry-run')
  expect(pairs.stdout).toContain('Firm → name')
  expect(pairs.stdout).toContain('Columns of which nothing is made: People')
  await run('import', 'firms.csv', '--entity', 'account', '--map', 'nmae=Firm')
  expect(await json('imports', 'list')).toEqual({ imports: [] })
  expect(await readdir(join(cwd, 'data', 'imports'))).toEqual([])
  expect(await json('record', 'list', 'account')).toMatchObject({ records: [] })
})

test('vtiger-10: imports are listed, shown, taken back; each says what it did, in the reader’s language', async () => {
  expect((await run('imports', 'list')).stdout).toBe('Nothing was imported yet.\n')
  const { id } = await json('import', 'firms.csv', ...SET)
  expect((await run('imports', 'list')).stdout).toMatch(/Id +Of +File +State +Rows +Failed[\s\S]*account +firms\.csv +Done +3 +1/)
  expect((await run('imports', 'list', '--language', 'fa')).stdout).toMatch(/شناسه[\s\S]*firms\.csv +انجام شد +۳ +۱/)
  expect(await json('imports', 'list')).toMatchObject({ imports: [{ id, state: 'done' }] })
  expect((await run('imports', 'show', id)).stdout).toContain('2 created, 0 updated, 0 unchanged, 1 failed.')
  expect((await run('imports', 'show', id, '--language', 'fa')).stdout).toContain('۲ ساخته شد')
  for (const verb of ['stop', 'resume']) {
    const refused = await run('imports', verb, id)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('has ended and cannot be stopped')
    expect(refused.stderr).toContain('[IMPORT_STATE]')
    expect((await run('imports', verb, id, '--language', 'fa')).stderr).toContain('به پایان رسیده')
  }
  const undone = await run('imports', 'undo', id)
  expect(undone.code).toBe(0)
  expect(undone.stdout).toContain('2 changes taken back, 0 left')
  expect(await json('record', 'list', 'account')).toMatchObject({ records: [] })
  for (const verb of ['show', 'stop', 'resume', 'undo']) {
    const { code, stderr } = await run('imports', verb, 'nothing')
    expect([code, stderr]).toEqual([1, expect.stringContaining('[IMPORT_UNKNOWN]')])
  }
})

test('vtiger-11: records go out as CSV and as a workbook, narrowed and chosen, and cells run nothing', async () => {
  await run('import', 'firms.csv', ...SET)
  const all = await run('export', 'accounts')
  expect(all.code).toBe(0)
  expect(all.stdout).toContain("'=Gamma")
  const filter = JSON.stringify({ fact: 'account', path: '$.employees', operator: 'greaterThan', value: 5 })
  const some = await run('export', 'account', '--filter', filter, '--columns', 'name', 'employees')
  expect(some.stdout.trim().split('\r\n')).toEqual(['name,employees', 'Alpha,12'])
  const persian = await run('export', 'account', '--columns', 'name', '--labels', '--language', 'fa')
  expect(persian.stdout.startsWith('نام')).toBe(true)
  expect(await json('export', 'accounts', '--out', 'a.csv')).toMatchObject({ entity: 'account', rows: 2 })
  expect((await readFile(join(cwd, 'a.csv'))).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  await run('export', 'accounts', '--out', 'b.csv', '--no-bom')
  expect(await readFile(join(cwd, 'b.csv'), 'utf8')).toMatch(/^id,/)
  expect((await run('export', 'accounts', '--out', 'a.xlsx')).stdout).toContain('2 records are in ')
  expect((await readFile(join(cwd, 'a.xlsx'))).subarray(0, 2).toString()).toBe('PK')
})

test('vtiger-11: everything goes out into a folder with a manifest', async () => {
  await run('import', 'firms.csv', ...SET)
  const manifest = await json('export', 'all', '--to', 'out')
  expect(manifest.files).toContainEqual({ entity: 'account', file: 'account.csv', rows: 2 })
  expect(JSON.parse(await readFile(join(cwd, 'out', 'manifest.json'), 'utf8'))).toEqual(manifest)
  expect((await run('export', 'all', '--to', 'fa', '--language', 'fa')).stdout).toContain('۲ رکورد در account.csv است.')
})

test('vtiger-11: what went out into a folder comes in from there, and what does not is said', async () => {
  await run('import', 'firms.csv', ...SET)
  await run('export', 'all', '--to', 'out')
  const to = await deploymentFolder({ 'sarnakh.json': { id: 'firms' } })
  const folder = join(cwd, 'out')
  const all = await runCommand(['import', 'all', folder], { cwd: to })
  expect([all.code, all.stderr]).toEqual([0, expect.any(String)])
  expect(all.stdout).toContain('Accounts: 2 created, 0 updated, 0 unchanged, 0 failed.')
  expect(all.stdout).toMatch(/The system alone writes these, so they were not imported[\s\S]*auditEntry\.csv/)
  expect((await runCommand(['import', 'all', folder, '--language', 'fa'], { cwd: to })).stdout).toContain('۲ بی‌تغییر')
  expect(await run('import', 'all')).toMatchObject({ code: 2, stderr: expect.stringContaining('in which folder') })
  expect((await run('import', 'all', 'nowhere', '--language', 'fa')).stderr).toContain('فهرست یک خروجی کامل نیست')
})

test.each([
  [['import', 'firms.csv', '--entity', 'acount', '--language', 'fa'], 1, 'آیا منظور «account» بود؟'],
  [['import', 'firms.csv', '--entity', 'firm'], 1, '"firm" cannot be imported'],
  [['import', 'firms.csv', '--entity', 'account', '--mode', 'replace'], 2, 'Allowed choices are create, update, both'],
  [['import', 'firms.csv', '--entity', 'account', '--map', 'name'], 2, '"name" is not written as field=column'],
  [['import', 'firms.csv', '--entity', 'account', '--map', 'nmae=Firm'], 1, 'Did you mean "name"? [IMPORT_INVALID]'],
  [['import', 'firms.csv', ...SET, '--match', 'nmae'], 1, '[IMPORT_INVALID]'],
  [['import', 'firms.csv', ...SET, '--stages', 'dreaming'], 2, '"dreaming" is no stage'],
  [['import', 'firms.csv', '--mapping', 'salesforce-account'], 1, '[MAPPING_UNKNOWN]'],
  [['export', 'acount'], 1, 'did you mean "account"? [EXPORT_INVALID]'],
  [['export', 'account', '--columns', 'nmae'], 1, 'did you mean "name"? [EXPORT_INVALID]'],
  [['export', 'account', '--filter', '{'], 2, 'it is no JSON'],
  [['export', 'all'], 2, 'say into which folder'],
])('%j ends with %i and the way out', async (argv, code, message) => {
  const ran = await run(...argv)
  expect([ran.code, ran.stderr]).toEqual([code, expect.stringContaining(message)])
})
