import { describe, expect, test } from 'vitest'
import { CrmError, type FileRow, type LeadInput, type MappingDefinition } from '../../core/plugin-api/index.js'
import { testLeadSource } from '../../core/testing/index.js'
import { csvSource } from '../../plugins/source-csv/csv-source.js'
import { sourceContext } from '../support/source-context.js'

const LIMITS = { maxMegabytes: 100, maxRows: 1_000_000, maxColumns: 200, maxCellKilobytes: 64 }
const MAPPING: MappingDefinition = {
  id: 'people',
  title: { en: 'People' },
  reads: 'csv',
  fields: { name: 'Name', city: 'City' },
}

interface Reading {
  readonly mapping?: Partial<MappingDefinition>
  readonly limits?: Partial<typeof LIMITS>
  /** Bytes per piece of the stream. */
  readonly piece?: number
}

async function read(file: string | Uint8Array, { mapping, limits, piece = 7 }: Reading = {}): Promise<FileRow[]> {
  const context = sourceContext({ channel: 'people', mappings: [{ ...MAPPING, ...mapping }] })
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  const rows: FileRow[] = []
  for await (const row of csvSource({ ...LIMITS, ...limits }).read?.(inPieces(bytes, piece), context) ?? []) rows.push(row)
  return rows
}

async function* inPieces(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const cellsOf = async (file: string | Uint8Array, reading?: Reading) => (await read(file, reading)).map(({ cells }) => cells)
const codeOf = (file: string | Uint8Array, reading?: Reading) =>
  read(file, reading).then(
    () => 'none',
    (error: unknown) => (error instanceof CrmError ? error.code : String(error)),
  )

testLeadSource({
  source: csvSource(LIMITS),
  payload: { Name: 'Sara', City: 'Qom' },
  channel: 'people',
  contextFor: () => sourceContext({ channel: 'people', mappings: [MAPPING] }),
})

describe('a sheet', () => {
  test('becomes a submission per row, numbered as a person counts', async () => {
    const rows = await read('Name,City\nSara,Tehran\nReza,Qom\n')
    expect(rows.map(({ row, cells }) => [row, cells])).toEqual([
      [2, { Name: 'Sara', City: 'Tehran' }],
      [3, { Name: 'Reza', City: 'Qom' }],
    ])
    expect(rows[0]?.submission).toMatchObject({ channel: 'people', payload: { Name: 'Sara', City: 'Tehran' } })
  })

  test.each([',', ';', '\t', '|'])('parted by %j is read as such', async (sign) => {
    expect(await cellsOf(`${['Name', 'City', 'a,b'].map((name) => `"${name}"`).join(sign)}\nSara${sign}Tehran${sign}1`)).toEqual([
      { Name: 'Sara', City: 'Tehran', 'a,b': '1' },
    ])
  })

  test('keeps to the delimiter that the mapping names', async () => {
    const mapping = { csv: { delimiter: ';' } }
    expect(await cellsOf('Name;City;a,b,c,d\nSara;Tehran;1', { mapping })).toEqual([
      { Name: 'Sara', City: 'Tehran', 'a,b,c,d': '1' },
    ])
  })

  test('may end its lines as any system does, and hold lines in quotes', async () => {
    const expected = [{ Name: 'Sara\n"A"', City: 'Tehran' }]
    for (const end of ['\n', '\r\n', '\r']) expect(await cellsOf(`Name,City${end}"Sara\n""A""",Tehran${end}`)).toEqual(expected)
  })

  test('without any row but the header is read as empty', async () => expect(await read('Name,City\r\n')).toEqual([]))

  test('has rows without any value skipped and counted', async () => {
    const rows = await read('\n\nName,City\n\nSara,Tehran\n , \n\nReza,Qom\n\n')
    expect(rows.map(({ row }) => row)).toEqual([5, 8])
  })

  test('is read the same in pieces of any size', async () => {
    const file = Buffer.from('\ufeffName;City\r\n"سارا; ""A""";تهران\r\nRené;Köln\r\n')
    const whole = await cellsOf(file, { piece: 1_000 })
    for (let piece = 1; piece < 12; piece += 1) expect(await cellsOf(file, { piece })).toEqual(whole)
  })
})

describe('an encoding', () => {
  const TEXT = 'Name,City\nسارا,قم\n'
  const CELLS = [{ Name: 'سارا', City: 'قم' }]
  const utf16le = Buffer.from(`\ufeff${TEXT}`, 'utf16le')

  test('UTF-8 is read with and without its mark', async () => {
    expect(await cellsOf(TEXT)).toEqual(CELLS)
    expect(await cellsOf(`\ufeff${TEXT}`)).toEqual(CELLS)
  })

  test('UTF-16 is read by its mark, in either order', async () => {
    expect(await cellsOf(utf16le)).toEqual(CELLS)
    expect(await cellsOf(Buffer.from(utf16le).swap16())).toEqual(CELLS)
  })

  test('UTF-16 without its mark is known by its zero bytes, in either order, or by the word of the mapping', async () => {
    const unmarked = utf16le.subarray(2)
    expect(await cellsOf(unmarked)).toEqual(CELLS)
    expect(await cellsOf(Buffer.from(unmarked).swap16())).toEqual(CELLS)
    const persian = Buffer.from('نام,شهر\nسارا,قم\nرضا,یزد\n', 'utf16le')
    const mapping = { fields: { name: 'نام', city: 'شهر' } }
    expect(await cellsOf(persian, { mapping })).toHaveLength(2)
    expect(await cellsOf(unmarked, { mapping: { csv: { encoding: 'utf-16le' } } })).toEqual(CELLS)
  })

  test('is no encoding where zero bytes stand anywhere', async () => {
    expect(await codeOf(Buffer.from('Na\0\0me,\0City\0\0\n', 'latin1'))).toBe('CSV_NOT_TEXT')
  })

  test('Windows-1256 is known by Arabic letters that stand together', async () => {
    expect(await cellsOf(windows1256(TEXT))).toEqual(CELLS)
    expect(await cellsOf(windows1256('Name,City\nپگاه ژاله,کرج\n'))).toEqual([{ Name: 'پگاه ژاله', City: 'کرج' }])
  })

  test('Windows-1252 is known by accents between plain letters', async () => {
    const latin = 'Name,City\nRené Müller,Köln\nÅsa Öhman,Göteborg\nÄrzte,Zürich\n'
    expect((await cellsOf(Buffer.from(latin, 'latin1')))[1]).toEqual({ Name: 'Åsa Öhman', City: 'Göteborg' })
  })

  test('of the mapping counts where the file is no UTF-8', async () => {
    const mapping = { csv: { encoding: 'iso-8859-7' } }
    expect(await cellsOf(Buffer.from([...Buffer.from('Name,City\n'), 0xc1, 0xe8, 0x2c, 0x78]), { mapping })).toEqual([
      { Name: 'Αθ', City: 'x' },
    ])
    expect(await cellsOf(TEXT, { mapping })).toEqual(CELLS)
  })

  test('shows far down in a long file as well as at its top', async () => {
    const long = `Name,City\n${'Sara,Tehran\n'.repeat(9_000)}`
    const rows = await cellsOf(Buffer.concat([Buffer.from(long), windows1256('سارا,قم\n')]), { piece: 4_096 })
    expect(rows.at(-1)).toEqual({ Name: 'سارا', City: 'قم' })
  })

  test('that nobody knows is a named error', async () => {
    const file = Buffer.from('Name,City\nRené,x\n', 'latin1')
    expect(await codeOf(file, { mapping: { csv: { encoding: 'klingon' } } })).toBe('CSV_ENCODING_UNKNOWN')
  })

  test('that the file says but does not keep to from its start is a named error', async () => {
    const arabic = windows1256(`Name,City\n${'سارا,قم\n'.repeat(20)}`)
    expect(await codeOf(Buffer.concat([Buffer.from('\ufeff'), arabic]))).toBe('CSV_ENCODING_WRONG')
    expect(await codeOf(arabic, { mapping: { csv: { encoding: 'UTF-8' } } })).toBe('CSV_ENCODING_WRONG')
  })

  test('is not looked for in a spreadsheet file', async () => {
    expect(await codeOf(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]))).toBe('CSV_NOT_TEXT')
  })
})

describe('a header', () => {
  test('is trimmed, numbered where a name stands twice, and named where it has none', async () => {
    expect(await cellsOf(' Name ,City,City,,\nSara,Qom,Yazd,x,\nReza,Qom,Yazd,,\n')).toEqual([
      { Name: 'Sara', City: 'Qom', 'City (2)': 'Yazd', 'column 4': 'x' },
      { Name: 'Reza', City: 'Qom', 'City (2)': 'Yazd' },
    ])
  })

  test('is matched without regard to case and to the spelling of letters', async () => {
    const mapping = { fields: { name: 'نام مشتری', city: 'City' } }
    expect(await cellsOf('نام مشتري,CITY\nسارا,قم', { mapping })).toEqual([{ 'نام مشتری': 'سارا', City: 'قم' }])
  })

  test('that leads to a prototype changes none', async () => {
    expect(await cellsOf('Name,City,__proto__\nSara,Qom,x\n')).toEqual([{ Name: 'Sara', City: 'Qom', 'column 3': 'x' }])
    expect({}).not.toHaveProperty('x')
  })

  test('that lacks a column of the mapping stops before any row, with the name that may be meant', async () => {
    const rows = read('Name,Cityy\nSara,Qom\n')
    await expect(rows).rejects.toMatchObject({
      code: 'CSV_COLUMN_MISSING',
      message: expect.stringContaining('"City" (is it "Cityy"?)'),
    })
  })

  test('needs only one of several places of a field', async () => {
    const mapping = { fields: { name: { from: ['Name', 'Full name'] } }, touch: { utmSource: { from: 'Src' } } }
    expect(await codeOf('Full name,Src\nSara,x', { mapping })).toBe('none')
    expect(await codeOf('Full name\nSara', { mapping })).toBe('CSV_COLUMN_MISSING')
  })

  test.each(['', '\n\n', ' , ,\n'])('that is missing in %j is a named error', async (file) => {
    expect(await codeOf(file)).toBe('CSV_EMPTY')
  })
})

describe('a bad row', () => {
  test('is reported with its number while the rest go in', async () => {
    const rows = await read('Name,City\nSara\nReza,Qom,x\nMina,Yazd\nAli,Ahvaz,,\n')
    const told = (cells: number, persian: string) => ({
      en: `The row has ${cells} cells, the header has 2.`,
      fa: `این ردیف ${persian} خانه دارد و سطر عنوان ۲ خانه.`,
    })
    expect(rows.map(({ row, problem }) => [row, problem])).toEqual([
      [2, told(1, '۱')],
      [3, told(3, '۳')],
      [4, undefined],
      [5, undefined],
    ])
    expect(rows[1]).toMatchObject({ cells: { Name: 'Reza', City: 'Qom', 'column 3': 'x' } })
    expect(rows[1]).not.toHaveProperty('submission')
  })

  test('with an endless cell is one, and a stray quotation mark is none', async () => {
    const rows = await read(`Name,City\n${'x'.repeat(1_025)},Qom\n12" screen,Qom\n`, { limits: { maxCellKilobytes: 1 } })
    const endless = { en: 'The cell in column "Name" is longer than 1 KB.', fa: 'خانهٔ ستون «Name» از ۱ کیلوبایت بلندتر است.' }
    expect(rows.map(({ problem }) => problem)).toEqual([endless, undefined])
    expect(rows[1]?.cells).toEqual({ Name: '12" screen', City: 'Qom' })
  })
})

describe('a spoiled row', () => {
  const ends = async (file: string | Uint8Array, reading?: Reading) =>
    (await read(file, reading)).map(({ row, cells, problem }) => [row, cells['Name'], problem === undefined ? 'good' : 'bad'])

  test.each([
    ['closed by the quotation mark of a later row', '"Sara,Qom\nReza,Yazd\n"Mina",Rasht\n'],
    ['never closed', '"Sara,Qom\nReza,Yazd\nMina,Rasht\n'],
    ['with an empty cell in quotes after it', '"Sara,Qom\nReza,""\nMina,Rasht\n'],
  ])('whose quotation mark is open and %s costs only itself', async (_, rows) => {
    for (const end of ['\n', '\r\n'])
      expect(await ends(`Name,City\nAli,Qom\n${rows}`.replaceAll('\n', end))).toEqual([
        [2, 'Ali', 'good'],
        [3, '"Sara', 'bad'],
        [4, 'Reza', 'good'],
        [5, 'Mina', 'good'],
      ])
  })

  test('whose quotation mark does not close in the longest cell does not hide a file behind it', async () => {
    const file = `Name,City\n"Sara,Qom\n${'Reza,Yazd\n'.repeat(20_000)}`
    const rows = await ends(file, { limits: { maxCellKilobytes: 1 }, piece: 65_536 })
    expect(rows).toHaveLength(20_001)
    expect(rows.filter(([, , end]) => end === 'bad')).toEqual([[2, '"Sara', 'bad']])
  })

  test('may stand beside good ones of several lines and with stray quotation marks', async () => {
    const rows = await read('Name,City\n12" screen,"Qom\n""old"" town"\n"A" b,Yazd\n')
    expect(rows.map(({ cells, problem }) => [cells['Name'], cells['City'], problem])).toEqual([
      ['12" screen', 'Qom\n"old" town', undefined],
      ['"A" b', 'Yazd', undefined],
    ])
  })

  test('that holds a byte of no letter is reported, near the top and far down, and the others keep their letters', async () => {
    const bad = Buffer.concat([Buffer.from('Re'), Buffer.from([0xff]), Buffer.from('za,Qom\n')])
    const good = (count: number) => Buffer.from('سارا,قم\n'.repeat(count))
    const file = Buffer.concat([Buffer.from('Name,City\n'), good(2), bad, good(9_000), bad, Buffer.from('Mi\ufffdna,Rasht\n')])
    const rows = await read(file, { piece: 4_096 })
    expect(rows).toHaveLength(9_005)
    expect(rows.filter(({ problem }) => problem).map(({ row, cells }) => [row, cells['Name']])).toEqual([
      [4, 'Re\ufffdza'],
      [9_005, 'Re\ufffdza'],
    ])
    expect(rows[1]?.cells).toEqual({ Name: 'سارا', City: 'قم' })
    expect(rows.at(-1)).toMatchObject({ cells: { Name: 'Mi\ufffdna' }, submission: { payload: { Name: 'Mi\ufffdna' } } })
  })

  test('that holds a zero byte is reported', async () => {
    const file = `Name,City\n${'Sara,Qom\n'.repeat(50)}Re\0za,Qom\n`
    expect((await ends(file)).filter(([, , end]) => end === 'bad')).toEqual([[52, 'Re\ufffdza', 'bad']])
  })

  test('is told with all columns of the file, also where it lacks cells', async () => {
    expect((await read('Name,City,,Note\nSara\n'))[0]).toMatchObject({ columns: ['Name', 'City', 'column 3', 'Note'] })
  })
})

describe('a limit', () => {
  const rows = (count: number) => `Name,City\n${'Sara,Qom\n'.repeat(count)}`

  test.each([
    ['CSV_TOO_MANY_ROWS', rows(4), { maxRows: 3 }],
    ['none', rows(3), { maxRows: 3 }],
    ['CSV_TOO_MANY_COLUMNS', 'Name,City,a\n', { maxColumns: 2 }],
    ['CSV_FILE_TOO_LARGE', rows(120_000), { maxMegabytes: 1 }],
    ['CSV_QUOTE_OPEN', `Name,"City\nSara,Qom\n${'x'.repeat(100)}`, {}],
    ['none', `Name,City\n"Sara,Qom\n${'x,y\n'.repeat(900)}`, {}],
    ['CSV_ROW_TOO_LARGE', 'x'.repeat(5_000_000), {}],
    ['CSV_TOO_MANY_COLUMNS', ','.repeat(1_000_000).concat('x'), {}],
  ])('ends in %s', async (code, file, limits) => {
    expect(await codeOf(file, { limits, piece: 65_536 })).toBe(code)
  })
})

describe('the key of a row', () => {
  const keysOf = async (file: string, mapping: Partial<MappingDefinition> = { key: 'Id' }) =>
    (await read(file, { mapping })).map(({ submission }) => submission?.idempotencyKey)

  test("is the mapping's key with its content: unchanged it repeats, changed it comes in again", async () => {
    const [first, second, third] = await keysOf('Id,Name,City\n7,Sara,Qom\n7,Sara,Yazd\n7,Sara,Qom\n')
    expect(first).toMatch(/^7:[0-9a-f]{64}$/)
    expect(second).not.toBe(first)
    expect(third).toBe(first)
  })

  test('is the content alone without one', async () => {
    const [first, second, third] = await keysOf('Name,City\nSara,Qom\nSara,Yazd\nSara,Qom\n', {})
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(second).not.toBe(first)
    expect(third).toBe(first)
  })
})

test('a row becomes a lead that can be found again by its key', () => {
  const mapping = { ...MAPPING, key: 'Id', missing: ['Select'] }
  const context = sourceContext({ channel: 'people', mappings: [mapping] })
  expect(csvSource(LIMITS).parse({ Id: '7', Name: ' Sara ', City: 'Select' }, context) as LeadInput).toEqual({
    values: { source: 'people', externalId: '7', name: 'Sara' },
    touch: {},
  })
})

/** Writes a text in Windows-1256: finds each letter's byte by decoding all of them. */
function windows1256(text: string): Uint8Array {
  const all = new TextDecoder('windows-1256').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return Uint8Array.from([...text], (letter) => all.indexOf(letter === 'ی' ? 'ي' : letter))
}

test('a mapping that is not there is a named error before the file is touched', () => {
  const read = () => csvSource(LIMITS).read?.(inPieces(Buffer.from('x'), 1), sourceContext({ channel: 'nowhere' }))
  expect(read).toThrow(expect.objectContaining({ code: 'SOURCE_MAPPING_MISSING' }))
})
