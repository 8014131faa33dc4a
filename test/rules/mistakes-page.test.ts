import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERROR_CODES, type ErrorCode } from '../../core/errors.js'
import { baseLayer, examineLayers } from './examine-layers.js'

const page = readFileSync(join(baseLayer.folder, 'MISTAKES.md'), 'utf8')
const documented = page.split(/^## /m).slice(1).map(readEntry)
const catalogued = (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => /^(RULE|FILE)_/.test(code))

type Files = readonly (readonly [file: string, text: string])[]

/** An entry of the page: its code, and the files of its two examples. */
function readEntry(section: string) {
  const [code = ''] = section.split('\n')
  const [before = '', after = ''] = section.split(/^Right:/m)
  return { code: code as ErrorCode, section, wrong: filesIn(before), right: filesIn(after) }
}

function filesIn(text: string): Files {
  return [...text.matchAll(/```jsonc (\S+)\n([\s\S]*?)\n```/g)].map(([, file = '', content = '']) => [file, content])
}

/** Codes that no example file can show, each with the reason. */
const WITHOUT_EXAMPLE: Readonly<Record<string, string>> = {
  FILE_ENCODING: 'a page in UTF-8 cannot hold it',
  FILE_TOO_LARGE: 'takes more than a megabyte',
  FILE_TOO_MANY: 'takes thousands of files',
  FILE_UNREADABLE: 'is no matter of what the file holds',
  RULE_CONDITIONS_INVALID: 'met in filters and in code, not in files',
  RULE_FACT_CYCLE: 'met in code',
  RULE_FACT_LATE: 'met in code',
  RULE_FACTS_INVALID: 'met in code',
  RULE_SET_UNKNOWN: 'met on the command line',
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarnakh-page-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What is found in a deployment that has these files over the base; a file of rules without cases is one thing too many for a page. */
async function codesOf(name: string, files: Files): Promise<readonly string[]> {
  const own = join(folder, name)
  await mkdir(own)
  for (const [file, text] of files) await writeFile(join(own, file), text)
  // A lifecycle that replaces the base's own leaves all other base files without their statuses.
  const isReplacing = files.some(([, text]) => /"kind": "lifecycle", "id": "lead"/.test(text))
  const layers = [...(isReplacing ? [] : [baseLayer]), { name: 'own', folder: own }]
  const { mistakes } = await examineLayers(layers, { lintAt: Date.parse('2026-07-01') })
  return mistakes.map(({ code }) => code).filter((code) => code !== 'RULE_CASE_MISSING' || name.includes(code))
}

test('every code of the catalogue that rule files can meet has an entry, and every entry has a code', () => {
  expect(documented.map(({ code }) => code)).toEqual([...catalogued].sort())
})

test('entries say what the catalogue says, in both languages, and no reader waits in vain for an example', () => {
  for (const { code, section, wrong } of documented) {
    const { title, hint } = ERROR_CODES[code]
    for (const text of [title.en, title.fa, hint.en, hint.fa]) expect(section).toContain(text)
    expect(`${code}: ${wrong.length > 0}`).toBe(`${code}: ${WITHOUT_EXAMPLE[code] === undefined}`)
  }
})

describe('each wrong example gives that code and nothing else, each right one nothing', () => {
  test.each(documented.filter(({ wrong }) => wrong.length > 0))('$code', async ({ code, wrong, right }) => {
    expect(await codesOf(`${code}-wrong`, wrong)).toEqual([code])
    expect(await codesOf(`${code}-right`, right)).toEqual([])
  })
})
