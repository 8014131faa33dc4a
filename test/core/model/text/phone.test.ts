import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPhone, phoneKey } from '../../../../core/model/text/phone.js'

const MOBILE = '+989123456789'

describe('phoneKey', () => {
  test.each([
    '09123456789',
    '۰۹۱۲۳۴۵۶۷۸۹',
    '٠٩١٢ ٣٤٥ ٦٧٨٩',
    '0912-345-6789',
    '9123456789',
    '+98 912 345 6789',
    '00989123456789',
    '(0098) 912 345 6789',
    '00 98 912 3456789',
    '\u202a+98 912 345 6789\u202c',
    '989123456789',
    'tel:+98-912-345-6789',
    'p:+989123456789',
    '＋989123456789',
  ])('reads the Iranian mobile %s', (phone) => expect(phoneKey(phone, { country: 'IR' })).toBe(MOBILE))

  test('reads a landline with its area code', () => {
    expect(phoneKey('021 88776655', { country: 'IR' })).toBe('+982188776655')
  })

  test('reads a foreign number written with its country code wherever home is', () => {
    expect(phoneKey('+49 30 901820', { country: 'IR' })).toBe('+4930901820')
    expect(phoneKey('0049 30 901820', { country: 'US' })).toBe('+4930901820')
  })

  test('takes a number without a country code for none when home is unknown', () => {
    expect(phoneKey('09123456789', {})).toBeUndefined()
    expect(phoneKey('09123456789', { country: 'Persia' })).toBeUndefined()
    expect(phoneKey('+989123456789', {})).toBe(MOBILE)
  })

  test('does not care how the country is written', () => {
    expect(phoneKey('09123456789', { country: 'ir' })).toBe(MOBILE)
  })

  test('keeps people behind one switchboard apart', () => {
    const [one, other] = ['021 88776655 ext 12', '021 88776655 ext 14'].map((phone) => phoneKey(phone, { country: 'IR' }))
    expect(one).toBe('+982188776655;ext=12')
    expect(other).not.toBe(one)
  })

  test.each(['', 'call me', '123', '0912', '00000000000', 'sara@example.ir', 'p:', '1'.repeat(100)])('refuses %j', (text) => {
    expect(phoneKey(text, { country: 'IR' })).toBeUndefined()
  })

  test('is its own key', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 399_999_999 }), (n) => {
        const key = phoneKey(`09${n}`, { country: 'IR' })
        if (key !== undefined) expect(phoneKey(key, {})).toBe(key)
      }),
    )
  })

  test('throws at no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(() => phoneKey(text, { country: 'IR' })).not.toThrow()
      }),
    )
  })
})

describe('formatPhone', () => {
  test('writes numbers of the country without its code', () => {
    expect(formatPhone(MOBILE, { country: 'IR' })).toBe('0912 345 6789')
  })
  test('writes foreign numbers with their code', () => {
    expect(formatPhone('+4930901820', { country: 'IR' })).toBe('+49 30 901820')
    expect(formatPhone(MOBILE, {})).toBe('+98 912 345 6789')
  })
  test('leaves what is no number as it is', () => {
    expect(formatPhone('after five, please', { country: 'IR' })).toBe('after five, please')
  })
})
