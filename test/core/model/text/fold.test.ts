import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asciiDigits, foldForSearch, foldSource } from '../../../../core/model/text/fold.js'

describe('foldForSearch', () => {
  test.each([
    ['letter case', 'ACME GmbH', 'acme gmbh'],
    ['white space', '  a\t b\n\nc ', 'a b c'],
    ['Arabic yeh and kaf', 'علي كريمي', 'علی کریمی'],
    ['alef maksura', 'مصطفى', 'مصطفی'],
    ['alef variants', 'أحمد إيمان آرش ٱلله', 'احمد ایمان ارش الله'],
    ['teh marbuta', 'فاطمة', 'فاطمه'],
    ['hamza over waw and yeh', 'مسؤول رئيس', 'مسوول رییس'],
    ['hamza at the end', 'امضاء', 'امضا'],
    ['heh with yeh above', 'خانۀ ما', 'خانه ما'],
    ['vowel signs and tatweel', 'مُحَمَّد مـحـمـد', 'محمد محمد'],
    ['Persian and Arabic digits', '۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩', '0123456789 0123456789'],
    ['full-width forms', 'ＡＣＭＥ　１２', 'acme 12'],
    ['presentation forms', 'ﺳﻼﻡ', 'سلام'],
    ['Latin accents', 'Café Ærø Łódź Straße', 'cafe aero lodz strasse'],
    ['Turkish capital i with dot', 'İstanbul', 'istanbul'],
    ['direction marks and soft hyphens', '\u200fسلام\u200e co\u00adop', 'سلام coop'],
  ])('makes %s equal', (_, text, folded) => expect(foldForSearch(text)).toBe(folded))

  test('finds a plural written with a half space, without one, or apart', () => {
    expect(new Set(['سرنخ‌ها', 'سرنخها', 'سرنخ ها'].map(foldForSearch)).size).toBe(1)
    expect(foldForSearch('سرنخ های تازه')).toBe(foldForSearch('سرنخ‌های تازه'))
  })

  test('does not join a word that only begins like a plural ending', () => {
    expect(foldForSearch('آقای هادی')).toBe('اقای هادی')
  })

  test('keeps the vowel signs and letters of other scripts, which make other words', () => {
    expect(foldForSearch('हिन्दी')).toBe('हिन्दी')
    expect(foldForSearch('한국')).toBe('한국')
  })

  test('changes nothing when it is done twice', () => {
    const letter = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('ي', 'ة', 'آ', '\u200c', ' ها', ' های', '۴', 'É', ' ', 'ß'),
    )
    fc.assert(
      fc.property(
        fc.array(letter).map((parts) => parts.join('')),
        (text) => {
          expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('gives plain English texts the same form on the short way as on the long one', () => {
    const plain = fc.string({ unit: 'grapheme-ascii' })
    fc.assert(
      fc.property(plain, (text) => {
        expect(foldForSearch(`${text} é`)).toBe(`${foldForSearch(text)} e`.trim())
      }),
    )
  })
})

test('a lead source is the same however its name was typed', () => {
  expect(foldSource(' Google  Ads ')).toBe('google ads')
  expect(foldSource('وب‌سايت')).toBe(foldSource('وبسایت'))
})

test('asciiDigits changes digits alone', () => {
  expect(asciiDigits('تلفن: ۰۲۱-٤٥６')).toBe('تلفن: 021-456')
  fc.assert(
    fc.property(fc.integer({ min: 0 }), (n) => {
      expect(asciiDigits(n.toLocaleString('fa-IR', { useGrouping: false }))).toBe(String(n))
    }),
  )
})
