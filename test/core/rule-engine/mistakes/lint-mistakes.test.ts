import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lintErrors } from '../../../../core/error-codes/lint-errors.js'
import { applyFixes, fixIn } from '../../../../core/rule-engine/index.js'
import { baseLayer, examineLayers } from '../../../rules/examine-layers.js'
import { LINT_MISTAKES, type LintMistake } from './lint-mistakes.js'

const LINT_AT = Date.parse('2026-07-01')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-lints-'))
})
afterAll(() => rm(folder, { recursive: true }))

const ALL = LINT_MISTAKES.map((mistake, index) => ({ ...mistake, index }))

/** Findings in a layer of its own; rules of the corpus have no cases, so only mistakes about cases are asked for them. */
async function findingsIn({ code, file, index }: LintMistake & { readonly index: number }, texts = new Map<string, string>()) {
  const layer = { name: 'own', folder: join(folder, String(index)) }
  // A lifecycle replaces the base's own, whose statuses all other base files name.
  const below = file === 'x.lifecycle.json' ? [] : [baseLayer]
  const { mistakes } = await examineLayers([...below, layer], { lintAt: LINT_AT, texts })
  return mistakes.filter((mistake) => mistake.code !== 'RULE_CASE_MISSING' || code === 'RULE_CASE_MISSING')
}

describe('what was hardly meant gives one finding at its place, and a fix puts it right', () => {
  test.each(ALL)('$file: $name', async (mistake) => {
    const { file, text, code, says, beside = {}, index } = mistake
    const layer = join(folder, String(index))
    await mkdir(layer)
    for (const [name, content] of Object.entries({ ...beside, [file]: text.replace('▶', '') }))
      await writeFile(join(layer, name), content)
    const before = text.slice(0, text.indexOf('▶')).split('\n')
    const found = await findingsIn(mistake)
    expect(found.map(({ code, message, details: { file, line, column } }) => ({ code, message, file, line, column }))).toEqual([
      {
        code,
        message: expect.stringContaining(says),
        file: join(layer, file),
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
      },
    ])
    const fix = found[0] && fixIn(found[0])
    if (!fix) return
    const mended = applyFixes(text.replace('▶', ''), [fix]).text
    expect((await findingsIn(mistake, new Map([[join(layer, file), mended]]))).map(({ code }) => code)).toEqual([])
  })
})

test('every lint has two examples and more', () => {
  const few = Object.keys(lintErrors).filter((code) => LINT_MISTAKES.filter((mistake) => mistake.code === code).length < 2)
  expect(few).toEqual([])
})
