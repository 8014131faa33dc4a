import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import { keepFile, MOST_IMPORT_MEGABYTES } from '../../../../core/operations/imports/kept-file.js'
import { exportCsv, openImport, setUpImport, showImport } from '../../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'
import { mapping } from './import-file.js'

let opened: TestCrm
beforeAll(async () => {
  opened = await openTestCrm()
})
afterAll(() => opened.close())

const fileOf = (text: string) => Readable.from([Buffer.from(text)])

test('a file that is neither CSV nor .xlsx, and a field that is not there, are refused', async () => {
  const { crm } = opened
  const picture = openImport(crm, { actor: SYSTEM, fileName: 'x.png', file: fileOf('x') })
  await expect(picture).rejects.toMatchObject({ code: 'IMPORT_INVALID' })
  const { id } = await openImport(crm, { actor: SYSTEM, fileName: 'x.csv', file: fileOf('name\nAlpha\n'), entity: 'account' })
  const wrong = setUpImport(crm, { actor: SYSTEM, id, setUp: { mapping: mapping({ nmae: 'name' }) } })
  await expect(wrong).rejects.toMatchObject({ code: 'IMPORT_INVALID', message: expect.stringContaining('Did you mean "name"?') })
})

test('an import that is not there is told of', async () => {
  await expect(showImport(opened.crm, { actor: SYSTEM, id: 'x' })).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN' })
})

test('a file that is too large ends while it arrives', async () => {
  const piece = Buffer.alloc(1_000_000)
  async function* endless() {
    for (let sent = 0; sent <= MOST_IMPORT_MEGABYTES; sent += 1) yield piece
  }
  const kept = keepFile(opened.crm, { name: 'endless.csv', file: endless() })
  await expect(kept).rejects.toMatchObject({ code: 'IMPORT_FILE_TOO_LARGE' })
})

test('an export of a column that is not there is refused', async () => {
  const lines = exportCsv(opened.crm, { actor: SYSTEM, entity: 'account', columns: ['nmae'] })
  await expect(lines.next()).rejects.toMatchObject({ code: 'EXPORT_INVALID' })
})
