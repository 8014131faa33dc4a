import { expect, test } from 'vitest'
import { fieldText, type ValueWords } from '../../../../core/cli/output/field-text.js'
import { wordsIn } from '../../../../core/cli/words/index.js'

const persian: ValueWords = { language: 'fa', calendar: 'jalali', timeZone: 'UTC', words: wordsIn('fa').values }
const english: ValueWords = { language: 'en', calendar: 'gregorian', timeZone: 'UTC', words: wordsIn('en').values }
const likes = { type: 'multiSelect', oneOf: [{ value: 'tea', label: { en: 'Tea', fa: 'چای' } }, 'water'] } as const

test.each([
  [likes, ['tea', 'water'], 'چای، water', 'Tea, water'],
  [{ type: 'boolean' } as const, false, 'خیر', 'no'],
  [{ type: 'number' } as const, 1234.5, '۱٬۲۳۴٫۵', '1,234.5'],
  [{ type: 'date' } as const, '2026-03-21', '۱ فروردین ۱۴۰۵', 'Mar 21, 2026'],
  [{ type: 'money' } as const, { amount: 1250, currency: 'EUR' }, expect.stringContaining('۱۲٫۵۰'), '€12.50'],
  [{ type: 'json' } as const, { en: 'Call', fa: 'تماس' }, 'تماس', 'Call'],
  [{ type: 'string' } as const, undefined, '–', '–'],
])('%j with the value %j', (field, value, inPersian, inEnglish) => {
  expect(fieldText(field, value, persian)).toEqual(inPersian)
  expect(fieldText(field, value, english)).toBe(inEnglish)
})
