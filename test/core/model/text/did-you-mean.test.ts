import fc from 'fast-check'
import { expect, test } from 'vitest'
import { didYouMean } from '../../../../core/model/text/did-you-mean.js'

const FIELDS = ['email', 'phone', 'jobTitle', 'company', 'country', 'score']

test.each([
  ['emial', 'email'],
  ['e-mail', 'email'],
  ['jobtitle', 'jobTitle'],
  ['compny', 'company'],
  ['contry', 'country'],
  ['scores', 'score'],
])('%s means %s', (word, meant) => expect(didYouMean(word, FIELDS)).toBe(meant))

test.each(['budget', '', 'x', 'telephone number'])('%j means nothing that is known', (word) => {
  expect(didYouMean(word, FIELDS)).toBeUndefined()
})

test('a word that differs only in letter case wins over a nearer-looking one before it', () => {
  expect(didYouMean('NAME', ['names', 'name'])).toBe('name')
})

test('a short word is not replaced whole', () => expect(didYouMean('a', ['b'])).toBeUndefined())

test('a known word with one letter dropped is found again', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELDS), fc.nat(), (word, at) => {
      const index = at % word.length
      expect(didYouMean(word.slice(0, index) + word.slice(index + 1), [word])).toBe(word)
    }),
  )
})
