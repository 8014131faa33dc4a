import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What real CRMs do that the product must do too: how many numbered features each of them gave. */
const FEATURES = { roka: 7, vtiger: 18, terms: 7, mscrm: 8, gomato: 14 } as const

const ids = Object.entries(FEATURES).flatMap(([system, count]) =>
  Array.from({ length: count }, (_, index) => `${system}-${index + 1}`),
)

const FOLDER = join(import.meta.dirname, 'features')
const proofs = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap((file) => titlesIn(readFileSync(join(FOLDER, file), 'utf8')).map((title) => ({ file, ids: idsOf(title) })))

/** Titles of the tests of a file that are run: those that are skipped or to do prove nothing. */
function titlesIn(source: string): readonly string[] {
  return [...source.matchAll(/\b(?:test|it)(?:\.each\([^)]*\))?\(\s*(['"`])([\s\S]*?)\1\s*,/g)].map((match) => match[2] ?? '')
}

/** A title names what it proves before its colon: `roka-1, mscrm-6: …`. */
function idsOf(title: string): readonly string[] {
  const [names = '', sentence] = title.split(/:(.*)/s)
  return sentence === undefined ? [] : names.split(',').map((name) => name.trim())
}

test.each(ids)('%s is proven by a test that goes the whole way', (id) => {
  expect(proofs.some((proof) => proof.ids.includes(id))).toBe(true)
})

test('no test names a feature that does not exist', () => {
  const named = proofs.flatMap((proof) => proof.ids.filter((id) => /^[a-z]+-\d+$/.test(id)).map((id) => ({ ...proof, id })))
  expect(named.filter(({ id }) => !ids.includes(id))).toEqual([])
})
