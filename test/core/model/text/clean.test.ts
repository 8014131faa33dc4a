import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText } from '../../../../core/model/text/clean.js'

test('white space around a text goes, inside it stays', () => expect(cleanText('  a  b\n\tc \n')).toBe('a  b\n\tc'))
test('control characters go', () => expect(cleanText('Sa\u0000ra\u001b[31m\u0085')).toBe('Sara[31m'))
test('line ends of other systems become one kind', () => expect(cleanText('a\r\nb\rc')).toBe('a\nb\nc'))
test('letters are composed', () => expect(cleanText('Cafe\u0301')).toBe('Café'))
test('a half space stays, it is part of the spelling', () => expect(cleanText('سرنخ‌ها')).toBe('سرنخ‌ها'))
test('half surrogates, which no database keeps, go', () => expect(cleanText('a\ud800b😀')).toBe('ab😀'))
test('overrides of the writing direction go', () => expect(cleanText('\u202egnp.exe')).toBe('gnp.exe'))
test.each(['', ' \n ', '\u0000', '\ufeff'])('%j is no value', (text) => expect(cleanText(text)).toBeUndefined())

test('cleaning twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text)
      expect(clean === undefined ? undefined : cleanText(clean)).toBe(clean)
    }),
  )
})
