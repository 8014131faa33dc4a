import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ERROR_CODES } from '../../core/errors.js'
import { filesBelow, ROOT, readSources } from './source-graph.js'

const codes = Object.keys(ERROR_CODES)
const sources = readSources().filter(({ path }) => !path.startsWith('core/error-codes/'))
const tests = filesBelow(['test', 'examples'])
  .filter((path) => /\.(ts|json)$/.test(path) && !path.endsWith('error-catalogue.test.ts'))
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))

const mentions = (texts: readonly string[], code: string) => texts.some((text) => new RegExp(`\\b${code}\\b`).test(text))

test('every code of the catalogue is used by the product, so none is a promise nobody keeps', () => {
  const texts = sources.map(({ text }) => text)
  expect(codes.filter((code) => !mentions(texts, code))).toEqual([])
})

/** Codes that no test can bring about here, each with the reason. */
const OUT_OF_REACH: Readonly<Record<string, string>> = {
  DATABASE_TOO_OLD: 'takes a database older than any that can be installed',
  DATABASE_TOO_SLOW: 'takes a statement of fifteen seconds',
}

test('every code is met in some test', () => {
  expect(codes.filter((code) => !mentions(tests, code) && !OUT_OF_REACH[code])).toEqual([])
})

test('every code says what happened and what to do, in English and in Persian', () => {
  const mute = Object.entries(ERROR_CODES).filter(([, { title, hint }]) =>
    [title.en, title.fa, hint.en, hint.fa].some((text) => text.trim() === ''),
  )
  expect(mute).toEqual([])
})
