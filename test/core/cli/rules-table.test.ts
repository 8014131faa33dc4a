import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { runCommand } from './run-command.js'

let folder: string
let deployments = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-rules-table-'))
})
afterAll(() => rm(folder, { recursive: true }))

const FILE = 'rules/routing/inbound.routing.json'
const LARGE = `{ "id": "large", "title": { "en": "=Large", "fa": "بزرگ، خیلی" }, "size": ">= 500", "province": "-",
        "then": { "queue": "enterprise", "strategy": "least-busy" } }`
const TEHRAN = `{
        "id": "tehran", // capital
        "size": "[10..500)",
        "province": "in Tehran, \\"Bandar, Abbas\\"",
        "then": { "queue": "inbound", "strategy": "weighted" }
      }`
const REST = '{ "id": "rest", "size": "-", "province": "-", "then": { "queue": "inbound", "strategy": "round-robin" } }'
const file = (rows: string) => `{
  "apiVersion": "sarnakh/v1", "kind": "routing", "id": "inbound", // ours
  "hitPolicy": "first", "complete": true,
  "table": {
    "inputs": [
      { "id": "size", "fact": "lead", "path": "$.employees", "type": "number" },
      { "id": "province", "fact": "lead", "path": "$.province", "type": "string" }
    ],
    "rows": [ // from the top
      // the big ones
      ${rows}
    ]
  }
}
`
const TEXT = file(`${LARGE}, // note
      ${TEHRAN},
      ${REST} // last`)

async function deployment(text = TEXT): Promise<string> {
  const root = join(folder, String(deployments++))
  await mkdir(join(root, 'rules/routing'), { recursive: true })
  await writeFile(join(root, 'sarnakh.json'), JSON.stringify({ id: 'client', title: { en: 'Client' }, plugins: ['built-in'] }))
  await writeFile(join(root, FILE), text)
  return root
}

const table = (cwd: string, ...more: readonly string[]) => runCommand(['rules', 'table', ...more], { cwd })
const written = (root: string) => readFile(join(root, FILE), 'utf8')

/** Imports a sheet that was made of the exported one, as CSV. */
async function importEdited(edit: (csv: string) => string, text?: string) {
  const root = await deployment(text)
  const { stdout } = await table(root, 'export', FILE)
  await writeFile(join(root, 'table.csv'), edit(stdout))
  const ran = await table(root, 'import', FILE, '--from', 'table.csv')
  return { ...ran, text: await written(root) }
}

describe('rules table export', () => {
  test('writes the table with a column for each cell and each part of what follows, and no formula', async () => {
    const { code, stdout } = await table(await deployment(), 'export', FILE)
    expect(code).toBe(0)
    expect(stdout).toBe(
      [
        '\uFEFFid,title.en,title.fa,size,province,then.queue,then.strategy',
        'large,\'=Large,"بزرگ، خیلی",>= 500,-,enterprise,least-busy'.replace('"بزرگ، خیلی"', 'بزرگ، خیلی'),
        'tehran,,,[10..500),"in Tehran, ""Bandar, Abbas""",inbound,weighted',
        'rest,,,-,-,inbound,round-robin',
        '',
      ].join('\r\n'),
    )
  })

  test.each(['table.csv', 'table.xlsx'])('to %s and back leaves the file as it is, byte for byte', async (sheet) => {
    const root = await deployment()
    expect((await table(root, 'export', FILE, '--to', sheet)).stdout).toContain('3 rows are in')
    const { code, stdout } = await table(root, 'import', FILE, '--from', sheet)
    expect([code, stdout]).toEqual([0, expect.stringContaining('nothing was changed')])
    expect(await written(root)).toBe(TEXT)
  })

  test('says which file is meant when there is none, or when it holds no table', async () => {
    const root = await deployment()
    expect(await table(root, 'export', 'rules/none.routing.json')).toMatchObject({ code: 2 })
    const list =
      '{ "apiVersion": "sarnakh/v1", "kind": "routing", "id": "inbound", "rules": [{ "id": "all", "then": { "queue": "inbound" } }] }'
    const { code, stderr } = await table(await deployment(list), 'export', FILE)
    expect([code, stderr]).toEqual([1, expect.stringContaining('[SHEET_TABLE_MISSING]')])
    expect(stderr.match(/inbound\.routing\.json/g)).toHaveLength(1)
  })

  test('is found by its three words, with help of its own', async () => {
    const { stdout } = await runCommand(['rules', 'table', '--help'])
    expect(stdout).toContain('export')
    expect((await runCommand(['rules', 'table', 'expot'])).code).toBe(2)
  })
})

describe('rules table import', () => {
  test('changes the cells that differ and nothing else', async () => {
    const { code, stdout, text } = await importEdited((csv) => csv.replace('>= 500', '>= 501').replace('weighted', 'territory'))
    expect(code).toBe(0)
    expect(text).toBe(TEXT.replace('">= 500"', '">= 501"').replace('"weighted"', '"territory"'))
    expect(stdout).toContain('+')
  })

  test('takes new, moved and removed rows in, and leaves comments where they belong', async () => {
    const { text } = await importEdited((csv) => {
      const [header, large, , rest] = csv.trimEnd().split('\r\n')
      return `${[header, 'small,Small,,< 10,not missing,nurture,round-robin', large, rest].join('\r\n')}\r\n`
    })
    const small =
      '{ "id": "small", "title": { "en": "Small" }, "size": "< 10", "province": "not missing", "then": { "queue": "nurture", "strategy": "round-robin" } }'
    expect(text).toBe(
      file(`@`).replace(
        '\n      // the big ones\n      @',
        `\n      ${small},\n      // the big ones\n      ${LARGE}, // note\n      ${REST} // last`,
      ),
    )
  })

  test('reads numbers, words in capitals and semicolons as spreadsheets write them', async () => {
    const { code, text } = await importEdited((csv) =>
      csv.replace('"in Tehran, ""Bandar, Abbas"""', 'Qom').replaceAll(',', ';').replace('[10..500)', '12'),
    )
    expect(code).toBe(0)
    expect(text).toContain('"size": "12",\n        "province": "Qom",')
  })

  test.each([
    [
      'a cell that cannot be read',
      (csv: string) => csv.replace('>= 500', '>= many'),
      'table.csv:2:4: Cell D2 ("size"): this cannot be read: "many" is no number',
    ],
    [
      'a queue that is not there',
      (csv: string) => csv.replace('inbound,weighted', 'inbond,weighted'),
      'table.csv:3:6: Cell F3: There is no queue "inbond". Did you mean "inbound"?',
    ],
    ['a column that is gone', (csv: string) => csv.replace('then.strategy', ''), 'the column "then.strategy" is missing'],
    [
      'a column that is not known',
      (csv: string) => csv.replace('province', 'provinse'),
      'The table has no column "provinse". Did you mean "province"? [SHEET_CELL_INVALID]',
    ],
    ['a row without an id', (csv: string) => csv.replace('tehran,', ','), 'Cell A3 ("id"): every row has an id'],
    [
      'an id that stands twice',
      (csv: string) => csv.replace('tehran,', 'large,'),
      'Cell A3 ("id"): the id "large" stands in row 2 already',
    ],
    ['a row that breaks a promise', (csv: string) => csv.replace('rest,,,-', 'rest,,,> 5'), 'RULE_TABLE_INCOMPLETE'],
    ['bytes that are no text', () => '\uFEFFid\u0000', 'SHEET_CELL_INVALID'],
  ])('refuses %s by row and column, and writes nothing', async (_, edit, message) => {
    const { code, stderr, text } = await importEdited(edit)
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)])
    expect(text).toBe(TEXT)
  })

  const HEADER = ['id', 'title.en', 'title.fa', 'size', 'province', 'then.queue', 'then.strategy']
  const day = { value: new Date('2026-01-02T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' }

  test('reads numbers as a spreadsheet has them, and tells a date that it made of something else', async () => {
    const root = await deployment()
    const write = (province: unknown) =>
      writeExcel(
        [
          HEADER,
          ['a', 'A', null, 500, province, 'inbound', 'round-robin'],
          ['rest', null, null, '-', '-', 'inbound', 'round-robin'],
        ] as never,
        {},
      ).toFile(join(root, 'x.xlsx'))
    await write(day)
    const { code, stderr } = await table(root, 'import', FILE, '--from', 'x.xlsx')
    expect([code, stderr]).toEqual([1, expect.stringContaining('Cell E2 ("province"): a spreadsheet has made a date of this')])
    await write('Qom')
    expect((await table(root, 'import', FILE, '--from', 'x.xlsx')).code).toBe(0)
    expect(await written(root)).toContain('"title": { "en": "A" }, "size": 500, "province": "Qom"')
  })

  test('takes a date where the column holds days', async () => {
    const born = { fields: { birth: { type: 'date' } } }
    const text = TEXT.replace('"$.province", "type": "string"', '"$.birth", "type": "date"').replace(
      String.raw`"in Tehran, \"Bandar, Abbas\""`,
      '"> 2000-01-01"',
    )
    const root = await deployment(text)
    await writeFile(
      join(root, 'rules/own.fields.json'),
      JSON.stringify({ apiVersion: 'sarnakh/v1', kind: 'fields', id: 'own', entity: 'lead', ...born }),
    )
    await writeExcel(
      [
        HEADER,
        ['a', null, null, '-', day, 'inbound', 'round-robin'],
        ['rest', null, null, '-', '-', 'inbound', 'round-robin'],
      ] as never,
      {},
    ).toFile(join(root, 'x.xlsx'))
    expect(await table(root, 'import', FILE, '--from', 'x.xlsx')).toMatchObject({ code: 0, stderr: '' })
    expect(await written(root)).toContain('"province": "2026-01-02"')
  })

  test('shows the changes and writes nothing with --dry-run', async () => {
    const root = await deployment()
    const { stdout } = await table(root, 'export', FILE)
    await writeFile(join(root, 'table.csv'), stdout.replace('>= 500', '>= 600'))
    const { code, stdout: shown } = await table(root, 'import', FILE, '--from', 'table.csv', '--dry-run')
    expect([code, shown]).toEqual([0, expect.stringContaining('600')])
    expect(await written(root)).toBe(TEXT)
  })

  test('tells a sheet that is none', async () => {
    const root = await deployment()
    await writeFile(join(root, 'x.xlsx'), 'no sheet')
    expect((await table(root, 'import', FILE, '--from', 'x.xlsx')).stderr).toContain('[SHEET_UNREADABLE]')
    await writeFile(join(root, 'x.csv'), Uint8Array.of(0x69, 0xff, 0xfe))
    expect((await table(root, 'import', FILE, '--from', 'x.csv')).stderr).toContain('[SHEET_UNREADABLE]')
    expect((await table(root, 'import', FILE, '--from', 'x.ods')).code).toBe(2)
  })
})
