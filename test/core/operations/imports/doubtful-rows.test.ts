import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SYSTEM } from '../../../../core/access/index.js'
import {
  importProblems,
  openImport,
  previewImport,
  resumeImport,
  runImport,
  setUpImport,
  stopImport,
  undoImport,
} from '../../../../core/operations/index.js'
import { openTestCrm, type TestCrm } from '../../../../core/testing/index.js'
import { importText, mapping } from './import-file.js'

let opened: TestCrm
beforeAll(async () => {
  opened = await openTestCrm()
})
afterAll(() => opened.close())

const LEFT_OUT = { settings: { badCells: 'leave-out' as const } }
const problemsOf = async (id: string) =>
  (await importProblems(opened.crm, { actor: SYSTEM, id })).records.map(({ row, isPartial, problem }) => ({
    ...{ row, isPartial },
    ...(problem as { en: string; fa: string }),
  }))

test('a row that cannot be read stays out also where bad cells are left out, and says why in both languages', async () => {
  const by = mapping({ name: 'Name', email: 'Mail', phone: 'Phone' })
  const text = 'Name,Mail,Phone\nAli,ali@example.com,,x,y\nSara,nowhere,12ab\n"Reza,reza@example.com,\n'
  const run = await importText(opened.crm, { text, setUp: { entity: 'lead', mapping: by, ...LEFT_OUT } })
  expect(run).toMatchObject({ created: 1, failed: 2 })
  const [long, partial, open] = await problemsOf(run.id)
  expect(long).toEqual({
    ...{ row: 2, isPartial: false },
    ...{ en: 'The row has 5 cells, the header has 3.', fa: 'این ردیف ۵ خانه دارد و سطر عنوان ۳ خانه.' },
  })
  expect(partial).toMatchObject({
    ...{ row: 3, isPartial: true },
    en: expect.stringMatching(/\(column "Mail"\).*nowhere.*\(column "Phone"\): "12ab" is no phone number/),
    fa: expect.stringMatching(/\(ستون «Mail»\).*nowhere.*«12ab» شمارهٔ تلفن نیست/),
  })
  expect(open?.fa).toContain('گیومه')
  const { records } = await opened.crm.store.records.list('lead', { limit: 5 })
  expect(records.map(({ name, phone }) => [name, phone])).toEqual([['Sara', undefined]])
})

test('decimals that a currency does not have are rounded, and that is told before and after', async () => {
  const by = mapping({ name: 'Firm', revenue: { from: 'Revenue', currency: 'IRR' } })
  const text = 'Firm,Revenue\nAlpha,1100.04\nBeta,1100\n'
  const file = Readable.from([Buffer.from(text)])
  const { id } = await openImport(opened.crm, { actor: SYSTEM, fileName: 'firms.csv', file, entity: 'account' })
  await setUpImport(opened.crm, { actor: SYSTEM, id, setUp: { mapping: by } })
  const { rows } = await previewImport(opened.crm, { actor: SYSTEM, id })
  expect(rows.map(({ problem }) => problem?.en)).toEqual([expect.stringContaining('IRR has no such decimals'), undefined])
  const run = await importText(opened.crm, { text, setUp: { entity: 'account', mapping: by } })
  expect(run).toMatchObject({ created: 2, failed: 0 })
  expect(await problemsOf(run.id)).toMatchObject([{ row: 2, isPartial: true, en: expect.stringContaining('1100.04') }])
})

test('a parent that an earlier row of the file makes is no problem of the preview, a later one is, as in the import', async () => {
  const by = mapping({ name: 'Firm', parentId: 'Parent' })
  const text = 'Firm,Parent\nHolding Co,\nBranch Co,holding co\nEarly Co,Late Co\nLate Co,\n'
  const file = Readable.from([Buffer.from(text)])
  const { id } = await openImport(opened.crm, { actor: SYSTEM, fileName: 'firms.csv', file, entity: 'account' })
  await setUpImport(opened.crm, { actor: SYSTEM, id, setUp: { mapping: by } })
  const { rows } = await previewImport(opened.crm, { actor: SYSTEM, id })
  expect(rows.map(({ end }) => end)).toEqual(['created', 'created', 'failed', 'created'])
  const run = await importText(opened.crm, { text, setUp: { entity: 'account', mapping: by } })
  expect(run).toMatchObject({ created: 3, failed: 1 })
})

test('what cannot be done to an import says how it stands and what can be done instead', async () => {
  const file = Readable.from([Buffer.from('Firm\nGamma\n')])
  const { id } = await openImport(opened.crm, { actor: SYSTEM, fileName: 'firms.csv', file, entity: 'account' })
  expect(await undoImport(opened.crm, { actor: SYSTEM, id })).toMatchObject({
    words: { en: expect.stringContaining('Start it first') },
  })
  const { id: done } = await importText(opened.crm, {
    text: 'Firm\nGamma\n',
    setUp: { entity: 'account', mapping: mapping({ name: 'Firm' }) },
  })
  expect(await stopImport(opened.crm, { actor: SYSTEM, id: done })).toMatchObject({
    words: { en: expect.stringContaining('It can be undone') },
  })
  await undoImport(opened.crm, { actor: SYSTEM, id: done })
  await runImport(opened.crm, { actor: SYSTEM, id: done })
  for (const steer of [undoImport, resumeImport]) {
    expect(await steer(opened.crm, { actor: SYSTEM, id: done })).toMatchObject({
      words: { en: expect.stringContaining('has been undone already'), fa: expect.stringContaining('پیش‌تر بازگردانده شده') },
    })
  }
})
