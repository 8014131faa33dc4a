import { expect, test } from 'vitest'
import { remember } from '../../../core/model/remember.js'

test('what was made for a key is handed out again', () => {
  const made: string[] = []
  const objectFor = remember((key) => {
    made.push(key)
    return { key }
  })
  expect(objectFor('a')).toBe(objectFor('a'))
  expect(objectFor('b')).toEqual({ key: 'b' })
  expect(made).toEqual(['a', 'b'])
})
