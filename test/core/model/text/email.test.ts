import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emailKey } from '../../../../core/model/text/email.js'

describe('emailKey', () => {
  test.each([
    [' Sara@Example.IR\n', 'sara@example.ir'],
    ['ＳＡＲＡ＠example.ir', 'sara@example.ir'],
    ['\u200esara@example.ir\u200f', 'sara@example.ir'],
    ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
    ['فروش@نمونه.ایران', 'فروش@نمونه.ایران'],
  ])('reads %j', (email, key) => expect(emailKey(email)).toBe(key))

  test('keeps dots and plus tags, so that two people are never taken for one', () => {
    expect(emailKey('sara.a+news@example.ir')).toBe('sara.a+news@example.ir')
    expect(emailKey('sara.a@example.ir')).not.toBe(emailKey('saraa@example.ir'))
  })

  test.each([
    '',
    'sara',
    'sara@',
    '@example.ir',
    'sara@example',
    'sara@example..ir',
    'sara@-example.ir',
    'sara @example.ir',
    'a@b@c.ir',
  ])('refuses %j', (text) => expect(emailKey(text)).toBeUndefined())

  test('refuses two addresses in one', () => expect(emailKey('a@example.ir, b@example.ir')).toBeUndefined())
  test('refuses a line break inside, which could become a mail header', () => {
    expect(emailKey('a@example.ir\r\nBcc: b@example.ir')).toBeUndefined()
  })
  test('refuses an address longer than mail allows', () => expect(emailKey(`a@${'b'.repeat(250)}.ir`)).toBeUndefined())

  test('reads every usual address, and its key is its own key', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const key = emailKey(email)
        expect(key).toBe(email.toLowerCase())
        expect(emailKey(key ?? '')).toBe(key)
      }),
    )
  })
})
