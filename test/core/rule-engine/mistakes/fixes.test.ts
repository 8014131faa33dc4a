import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CrmError } from '../../../../core/errors.js'
import { applyFixes, fixIn } from '../../../../core/rule-engine/index.js'
import { baseLayer, examineLayers } from '../../../rules/examine-layers.js'
import { MISTAKES } from './mistakes.js'
import { MORE_MISTAKES } from './more-mistakes.js'
import { TYPED_MISTAKES } from './typed-mistakes.js'

const ALL = [...MISTAKES, ...MORE_MISTAKES, ...TYPED_MISTAKES].map((mistake, index) => ({ ...mistake, index }))
const mended = new Set<number>()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-fixes-'))
  for (const { index, file, text } of ALL) {
    await mkdir(join(folder, String(index)))
    await writeFile(join(folder, String(index), file), text.replace('▶', ''))
  }
})
afterAll(() => rm(folder, { recursive: true }))

async function mistakesIn(index: number, file: string, text?: string): Promise<readonly CrmError[]> {
  const own = join(folder, String(index))
  const texts = new Map(text === undefined ? [] : [[join(own, file), text]])
  const below = file === 'x.lifecycle.json' ? [] : [baseLayer]
  return (await examineLayers([...below, { name: 'own', folder: own }], { texts })).mistakes
}

describe('a fix puts right the mistake it is of, and makes no other of its kind', () => {
  test.each(ALL)('$file: $name', async ({ index, file, text }) => {
    const before = text.replace('▶', '')
    const [mistake] = await mistakesIn(index, file)
    const fix = mistake && fixIn(mistake)
    if (!mistake || !fix) return
    mended.add(index)
    const { text: after, applied } = applyFixes(before, [fix])
    expect(applied).toEqual([fix])
    expect(after).not.toBe(before)
    const left = await mistakesIn(index, file, after)
    expect(left.map(({ message }) => message)).not.toContain(mistake.message)
    // What it hid may show now.
    expect(left.length).toBeLessThanOrEqual(1)
    expect([fix.title.en, fix.title['fa']].every((title) => title !== undefined && title !== '')).toBe(true)
  })
})

describe('what was typed becomes what was meant', () => {
  test.each(TYPED_MISTAKES)('$file: $name', async ({ name, file, text, becomes }) => {
    const index = ALL.findIndex((mistake) => mistake.name === name && mistake.file === file)
    const [mistake] = await mistakesIn(index, file)
    const fix = mistake && fixIn(mistake)
    expect(fix && applyFixes(text.replace('▶', ''), [fix]).text).toContain(becomes)
    expect(mistake?.said?.fa).toMatch(/[آ-ی]/)
  })
})

test('a third of the corpus and more has one sensible way out', () => {
  expect(mended.size).toBeGreaterThan(ALL.length / 3)
})

describe('applying fixes', () => {
  const title = { en: 'x', fa: 'x' }
  const put = (offset: number, length: number, content: string) => ({ title, edits: [{ offset, length, content }] })

  test('keeps everything between them', () => {
    const { text } = applyFixes('one /* two */ three', [put(14, 5, '3'), put(0, 3, '1')])
    expect(text).toBe('1 /* two */ 3')
  })

  test('leaves one that touches another for the next reading', () => {
    const first = put(0, 3, 'a')
    const { text, applied } = applyFixes('one two', [first, put(2, 2, 'b'), put(3, 0, 'c'), put(5, 2, 'd')])
    expect(text).toBe('a td')
    expect(applied).toEqual([first, put(5, 2, 'd')])
  })

  test('does a fix of several edits as a whole or not at all', () => {
    const both = { title, edits: [...put(0, 1, 'A').edits, ...put(4, 1, 'B').edits] }
    expect(applyFixes('one two', [both]).text).toBe('Ane Bwo')
    expect(applyFixes('one two', [put(4, 3, 'x'), both]).text).toBe('one x')
  })
})
