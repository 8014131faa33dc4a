import { expect, test } from 'vitest'
import { spokenWords } from '../../../../core/model/text/spoken-words.js'

const spoken = spokenWords(['a@b.example', '+98912', 'سارا راد', 'x'])

test('an address or number counts as a whole word, wherever it stands', () => {
  for (const text of ['A@B.example', 'to <a@b.example>.', 'tel:+98912', 'با سارا راد گفتم'])
    expect(spoken.isIn(text), text).toBe(true)
  for (const text of ['sara@b.example', 'a@b.example.com', 'x+a@b.example', '+989123', 'x'])
    expect(spoken.isIn(text), text).toBe(false)
  expect(spoken.isIn({ deep: [{ mail: 'a@b.example' }] })).toBe(true)
})

test('words are taken out of any shape, and a text that was nothing else is empty', () => {
  expect(spoken.without('a@b.example', '…')).toBeNull()
  expect(spoken.without({ a: ['call +98912 now'], b: 'a@b.example', c: 1 }, '…')).toEqual({ a: ['call … now'], b: '…', c: 1 })
})
