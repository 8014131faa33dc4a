import { describe, expect, test } from 'vitest'
import { applyFixes } from '../../../../core/rule-engine/files/apply-fixes.js'
import { syntaxTree } from '../../../../core/rule-engine/files/syntax-tree.js'
import { fixIn } from '../../../../core/rule-engine/index.js'

const errorsIn = (text: string) => {
  const read = syntaxTree('x.segment.json', text)
  return 'type' in read ? [] : read
}
/** The text after its fixes, one reading after the other: what touches waits for the next. */
function fixed(text: string): string {
  const fixes = errorsIn(text).flatMap((error) => fixIn(error) ?? [])
  const after = applyFixes(text, fixes).text
  return after === text ? text : fixed(after)
}

describe('what is typed in place of JSON', () => {
  test('is told once, with all its places in one fix', () => {
    const text = '{ “a”: 1، “b”: ۲، “c”: +3 }'
    expect(errorsIn(text).map(({ message }) => message.replace('This is not valid JSON: ', ''))).toEqual([
      'the quote “ stands here in place of ". The same at 2 more.',
      'the Persian comma "،" stands here in place of ",". The same at 1 more.',
      '۲ is not how JSON writes a number; write 2.',
      '+3 is not how JSON writes a number; write 3.',
    ])
    expect(JSON.parse(fixed(text))).toEqual({ a: 1, b: 2, c: 3 })
  })

  test('is left alone where it is the content of a text', () => {
    expect(errorsIn('{ "a": "«گیومه»، ۱۲، it’s 50 % # yes" }')).toEqual([])
  })

  test('has no fix where none makes the file better', () => {
    for (const text of ['hello world', '{ "a": "X\n}', '{ "a": 1,, "b": 2 }', '{ "a": (1) }', '[ 1, 2'])
      expect(errorsIn(text).flatMap((error) => fixIn(error) ?? [])).toEqual([])
  })

  test('is found in time that grows with the text alone', () => {
    const hostile = `{ "a": ${"'".repeat(20_000)} ${'“x '.repeat(20_000)} }`
    expect(errorsIn(hostile).length).toBeGreaterThan(0)
  })
})

describe('brackets', () => {
  test.each([
    ['{ "a": [{ "v": 5 ], "b": 1 }', '{ "a": [{ "v": 5} ], "b": 1 }'],
    ['{ "a": [1, 2 }', '{ "a": [1, 2] }'],
    ['{ "a": 1 }}', '{ "a": 1 }'],
    ['{ "a": 1', '{ "a": 1}'],
  ])('%s is closed where one way alone makes JSON of it', (text, mended) => {
    expect(fixed(text)).toBe(mended)
  })

  test('are left alone where more than one way could be meant', () => {
    expect(fixed('{ "a": { "b": [1 } }')).toBe('{ "a": { "b": [1] } }')
    expect(fixed('{ "a": { "b": [')).toBe('{ "a": { "b": [')
  })
})
