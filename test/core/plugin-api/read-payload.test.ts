import { describe, expect, test } from 'vitest'
import { readPayload } from '../../../core/plugin-api/index.js'

const FORM = 'application/x-www-form-urlencoded'
const read = (text: string, contentType = 'application/json') =>
  readPayload({ contentType, body: new TextEncoder().encode(text) })

describe('a body', () => {
  test('in JSON is read as it stands', () => expect(read('{"a":[1,"ب"]}')).toEqual({ payload: { a: [1, 'ب'] } }))

  test('in URL encoding is read by name, and a name given twice is a list', () => {
    expect(read('name=Sara+A&topic=a&topic=b&city=%D9%82%D9%85', `${FORM}; charset=UTF-8`)).toEqual({
      payload: { name: 'Sara A', topic: ['a', 'b'], city: 'قم' },
    })
  })

  test('may begin with a byte order mark', () => expect(read('\ufeff{}')).toEqual({ payload: {} }))

  test.each([
    ['no JSON at all', '{"a":', 'application/json'],
    ['nothing', '', 'application/json'],
    ['multipart', '--x', 'multipart/form-data; boundary=x'],
    ['a name that leads to a prototype', '{"a":{"__proto__":{"x":1}}}', 'application/json'],
    ['such a name in a form', 'constructor=1', FORM],
    ['a very long text', JSON.stringify('x'.repeat(40_000)), 'application/json'],
    ['a tower of lists', `${'['.repeat(30)}${']'.repeat(30)}`, 'application/json'],
    [
      'hundreds of names',
      JSON.stringify(Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`n${n}`, n]))),
      'application/json',
    ],
    ['an endless list', JSON.stringify(Array.from({ length: 1_001 }, () => 1)), 'application/json'],
  ])('that is %s is refused in words', (_, text, type) => {
    expect(read(text, type)).toEqual({ refused: expect.stringMatching(/\w+ \w+/) })
  })

  test('that is no UTF-8 is refused', () => {
    expect(readPayload({ contentType: 'application/json', body: Uint8Array.of(0x22, 0xff, 0x22) })).toHaveProperty('refused')
  })

  test('nested a hundred thousand times does not end the process', () => {
    expect(read('['.repeat(100_000) + ']'.repeat(100_000))).toHaveProperty('refused')
  })
})
