import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { excelOf } from '../../../core/operations/sheets/write-excel.js'
import { deploymentFolder } from '../deployment/deployment-folder.js'
import { runCommand } from './run-command.js'

const mapping = {
  apiVersion: 'sarnakh/v1',
  kind: 'mapping',
  id: 'fair',
  title: { en: 'Visitors of the fair' },
  reads: 'csv',
  key: 'Id',
  fields: { name: 'Name', email: 'Mail', employees: 'Size', source: { value: 'fair' } },
}
const rows = [
  'Id,Name,Mail,Size',
  '1,Sara,sara@example.com,600',
  '2,Ali,ali@example.com,12',
  '3,Nobody,x@example.com',
  '4,Mina,mina@example.com,40',
]

let cwd: string

beforeEach(async () => {
  cwd = await deploymentFolder({
    'sarnakh.json': { id: 'fair' },
    'rules/fair.mapping.json': mapping,
    'visitors.csv': rows.join('\n'),
  })
})

const run = (...argv: readonly string[]) => runCommand(argv, { cwd })
const size = (operator: string, value: unknown) => JSON.stringify({ fact: 'lead', path: '$.employees', operator, value })

describe('import', () => {
  test('takes the good rows, tells which failed and why, and adds nothing the second time', async () => {
    const first = await run('import', 'visitors.csv', '--json')
    expect(first.code).toBe(0)
    expect(first.stderr).toContain('Reading with the mapping "fair".')
    const { failedFile, ...told } = JSON.parse(first.stdout)
    expect(told).toMatchObject({ state: 'done', rowsDone: 4, created: 3, updated: 0, unchanged: 0, failed: 1 })
    const failed = (await readFile(failedFile, 'utf8')).replace('\uFEFF', '').trim().split('\r\n')
    expect(failed[0]).toBe('Id,Name,Mail,Size,row,problem')
    expect(failed[1]).toMatch(/^3,Nobody,x@example\.com,.*4,.+/)
    expect(failed).toHaveLength(2)
    const again = JSON.parse((await run('import', 'visitors.csv', '--json')).stdout)
    expect(again).toMatchObject({ rowsDone: 4, created: 0, updated: 0, unchanged: 3, failed: 1 })
    expect((await run('leads', 'count', '--json')).stdout).toBe('{"count":3}\n')
  })

  test('reads an .xlsx file by the same mapping', async () => {
    const lines = rows.filter((row) => !row.startsWith('3')).map((row) => row.split(','))
    await writeFile(join(cwd, 'visitors.xlsx'), await excelOf(lines, { isRightToLeft: false }))
    const sheet = JSON.parse((await run('import', 'visitors.xlsx', '--mapping', 'fair', '--json')).stdout)
    expect(sheet).toMatchObject({ state: 'done', created: 3, failed: 0 })
    const again = JSON.parse((await run('import', 'visitors.csv', '--json')).stdout)
    expect(again).toMatchObject({ created: 0, unchanged: 3, failed: 1 })
  })

  test('writes no file of failed rows when none failed', async () => {
    await writeFile(join(cwd, 'good.csv'), rows.slice(0, 3).join('\n'))
    const { code, stdout } = await run('import', 'good.csv')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Import [\w-]+\n2 created, 0 updated, 0 unchanged, 0 failed\.\n$/)
    expect((await readdir(join(cwd, 'data', 'imports'))).filter((name) => name.endsWith('failed.csv'))).toEqual([])
  })

  test('says of a file with a header alone that it holds no rows, and is done', async () => {
    await writeFile(join(cwd, 'header.csv'), `${rows[0]}\n`)
    expect(await run('import', 'header.csv')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('The file holds no rows.\n'),
    })
  })

  test('refuses a file that has not the columns of the mapping that was named', async () => {
    await writeFile(join(cwd, 'narrow.csv'), 'Id,Name\n1,Ali\n')
    const { code, stderr } = await run('import', 'narrow.csv', '--mapping', 'fair')
    expect(code).toBe(1)
    expect(stderr).toContain('reads "Mail", "Size", which the file does not have. Its columns: Id, Name.')
    expect(stderr).toContain('[CSV_COLUMN_MISSING]')
    expect((await run('leads', 'count', '--json')).stdout).toBe('{"count":0}\n')
  })

  test('gives the failed rows all columns of the file, in its order', async () => {
    const sheet = ['Id,Name,,Mail,row,Size,reason', '1,Ali', '2,Sara,,nowhere,x,many,y']
    await writeFile(join(cwd, 'wide.csv'), sheet.join('\n'))
    const { code, stdout } = await run('import', 'wide.csv', '--json')
    expect(code).toBe(1)
    const failed = (await readFile(JSON.parse(stdout).failedFile, 'utf8')).replace('\uFEFF', '').trim().split('\r\n')
    expect(failed[0]).toBe('Id,Name,column 3,Mail,row,Size,reason,row,problem')
    expect(failed[1]).toMatch(/^1,Ali,,,,,,2,/)
    expect(failed[2]).toMatch(/^2,Sara,,nowhere,x,many,y,3,.*mployees.*mail/)
  })

  test('tells what came in and what failed also where the file cannot be read to its end', async () => {
    const endless = 'x'.repeat(5 * 1024 * 1024)
    await writeFile(join(cwd, 'endless.csv'), [...rows, endless].join('\n'))
    const { code, stdout, stderr } = await run('import', 'endless.csv', '--json')
    expect(code).toBe(1)
    expect(stderr).toContain('[CSV_ROW_TOO_LARGE]')
    const { failedFile, ...report } = JSON.parse(stdout)
    expect(report).toMatchObject({
      state: 'failed',
      rowsDone: 4,
      created: 3,
      failed: 1,
      problem: expect.stringContaining('no end'),
    })
    expect(await readFile(failedFile, 'utf8')).toContain('Nobody')
  })

  test('ends with 1 when nothing could be read', async () => {
    await writeFile(join(cwd, 'empty.csv'), '')
    expect((await run('import', 'empty.csv')).code).toBe(1)
  })

  test.each([
    [['import', 'gone.csv'], 1, /gone\.csv: This cannot be read: ENOENT: no such file or directory\. \[CLI_FILE_UNREADABLE\]/],
    [['import', 'rules'], 1, /rules: This cannot be read: it is no file\. \[CLI_FILE_UNREADABLE\]/],
    [['import', 'visitors.csv', '--mapping', 'fare'], 1, /There is no mapping "fare"\. .*fair.*\[MAPPING_UNKNOWN\]/],
  ])('%j ends with %i', async (argv, code, message) => {
    const ran = await run(...argv)
    expect(ran.code).toBe(code)
    expect(ran.stderr).toMatch(message)
  })

  test('asks which mapping when the deployment has none or several of its own', async () => {
    await writeFile(join(cwd, 'rules', 'other.mapping.json'), JSON.stringify({ ...mapping, id: 'other' }))
    const { code, stderr } = await run('import', 'visitors.csv')
    expect(code).toBe(2)
    expect(stderr).toContain('several read CSV: fair, other')
  })
})

describe('leads, lead and report', () => {
  beforeEach(async () => {
    expect(
      (
        await run(
          'user',
          'add',
          '--name',
          'Reza',
          '--email',
          'reza@example.com',
          '--role',
          'rep',
          '--queue',
          'enterprise',
          'inbound',
        )
      ).code,
    ).toBe(0)
    await run('import', 'visitors.csv')
  })

  test('count and list those that fit, page by page', async () => {
    expect((await run('leads', 'count', '--filter', size('greaterThan', 20), '--json')).stdout).toBe('{"count":2}\n')
    expect((await run('leads', 'count', '--search', 'mina')).stdout).toBe('1 leads\n')
    const first = JSON.parse((await run('leads', 'list', '--sort', 'employees:desc', '--limit', '2', '--json')).stdout)
    expect(first.leads.map(({ name }: { name: string }) => name)).toEqual(['Sara', 'Mina'])
    const rest = JSON.parse(
      (await run('leads', 'list', '--sort', 'employees:desc', '--limit', '2', '--after', first.next, '--json')).stdout,
    )
    expect(rest.leads.map(({ name }: { name: string }) => name)).toEqual(['Ali'])
    expect(rest).not.toHaveProperty('next')
    const table = (await run('leads', 'list', '--segment', 'untouched')).stdout.split('\n')
    expect(table[0]).toMatch(/^Id +Name +Company +Source +Status +Score +Grade +Came in$/)
    expect(table.slice(2).join()).toContain('Not contacted')
    expect((await run('leads', 'list', '--language', 'fa')).stdout).toMatch(/تماس گرفته نشده +۲۰ +سرد/)
  })

  test('what the database could not answer alone is told', async () => {
    const named = JSON.stringify({ all: [{ fact: 'lead', path: '$.name', operator: 'startsWithText', value: 'MI' }] })
    const english = 'Looked at lead by lead, after the database had narrowed them down: Name begins with the text MI'
    expect((await run('leads', 'count', '--filter', named)).stdout).toBe(`1 leads\n${english}\n`)
    expect((await run('leads', 'list', '--filter', named)).stdout).toContain(english)
    expect((await run('leads', 'list', '--filter', named, '--language', 'fa')).stdout).toContain(
      'سرنخ به سرنخ بررسی شد: نام با این متن آغاز می‌شود: MI',
    )
    const { count, inMemory } = JSON.parse((await run('leads', 'count', '--filter', named, '--json')).stdout)
    expect([count, inMemory]).toEqual([1, JSON.parse(named).all])
  })

  test.each([
    [['leads', 'count', '--segment', 'ht-leads'], 'Did you mean "hot-leads"? [SEGMENT_UNKNOWN]'],
    [['leads', 'list', '--sort', 'sice'], '[FILTER_FIELD_UNKNOWN]'],
    [['lead', 'show', 'nobody'], '[LEAD_UNKNOWN]'],
    [['report', 'worload'], 'Did you mean "workload"?'],
    [['report', 'workload', '--param', 'foo=1'], 'Its parameters: '],
  ])('%j is refused with the way out', async (argv, message) => {
    const { code, stderr } = await run(...argv)
    expect(code).toBe(1)
    expect(stderr).toContain(message)
  })

  test('a lead is shown with its owner and every reason, in the reader’s language', async () => {
    const { leads } = JSON.parse((await run('leads', 'list', '--search', 'sara', '--json')).stdout)
    const english = (await run('lead', 'show', leads[0].id, '--explain')).stdout
    for (const text of [
      'Name: Sara',
      'Owner: Reza',
      'One decision:',
      'was imported',
      'Lead score: 20 – Cold',
      'Status: Not contacted',
      'Sent to Large customers:',
      'Given to Reza',
    ])
      expect(english).toContain(text)
    expect(english).not.toMatch(/Version|enterprise|not-contacted|: cold/)
    const persian = (await run('lead', 'show', leads[0].id, '--explain', '--language', 'fa')).stdout
    for (const text of ['نام: Sara', 'مسئول: Reza', 'یک تصمیم:', 'به Reza داده شد']) expect(persian).toContain(text)
    const json = JSON.parse((await run('lead', 'show', leads[0].id, '--json')).stdout)
    expect(Object.keys(json)).toEqual(['lead', 'ownerName'])
  })

  test('a report is rows for machines and a table for people', async () => {
    const { rows: found } = JSON.parse((await run('report', 'lead-conversion', '--json')).stdout)
    expect(found).toEqual([{ source: 'fair', leads: 3, open: 3, converted: 0, lost: 0, rate: 0 }])
    const table = (await run('report', 'lead-conversion')).stdout.split('\n')
    expect(table[2]).toMatch(/^Visitors of the fair +3 +3 +0 +0 +0%$/)
    expect(JSON.parse((await run('report', 'funnel-by-status', '--json')).stdout).rows[0]).toMatchObject({
      status: 'not-contacted',
    })
    expect((await run('report', 'funnel-by-status')).stdout).toContain('Not contacted')
    expect((await run('report', 'funnel-by-status', '--language', 'fa')).stdout).toContain('تماس گرفته نشده')
  })
})

describe('user add', () => {
  const sara = ['user', 'add', '--name', 'Sara', '--email', 'Sara@Example.com', '--role', 'admin']

  test('adds a person once, with a password from standard input that is never printed', async () => {
    const added = await runCommand([...sara, '--password-stdin', '--json'], { cwd, stdin: 'winter mountain tea\n' })
    expect(added.code).toBe(0)
    expect(JSON.parse(added.stdout).user).toMatchObject({ name: 'Sara', email: 'sara@example.com', role: 'admin' })
    expect(added.stdout + added.stderr).not.toMatch(/winter|scrypt/)
    expect((await run(...sara)).stderr).toContain('[USER_EXISTS]')
  })

  test.each([
    [[...sara, '--queue', 'nowhere'], 1, '[QUEUE_UNKNOWN]'],
    [['user', 'add', '--name', 'S', '--email', 'no address', '--role', 'rep'], 1, '[USER_INVALID]'],
    [['user', 'add', '--name', 'S', '--email', 's@example.com', '--role', 'reb'], 1, 'Did you mean "rep"?'],
  ])('%j is refused', async (argv, code, message) => {
    const ran = await run(...argv)
    expect(ran.code).toBe(code)
    expect(ran.stderr).toContain(message)
  })

  test('refuses a weak password before anything is opened', async () => {
    const { code, stderr } = await runCommand([...sara, '--password-stdin'], { cwd, stdin: 'password1234' })
    expect(code).toBe(1)
    expect(stderr).toContain('[AUTH_PASSWORD_WEAK]')
    await expect(readdir(join(cwd, 'data'))).rejects.toThrow('ENOENT')
  })
})
