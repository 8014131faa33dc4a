import { describe, expect, test } from 'vitest'
import { coreOperators } from '../../../../core/rule-engine/compile/core-operators.js'

describe('texts are compared as readers do', () => {
  test.each<[keyof typeof coreOperators, unknown, unknown, boolean]>([
    ['sameText', 'علي‌رضا', 'علیرضا', true],
    ['sameText', 'TEHRAN ', 'tehran', true],
    ['sameText', 'کتاب ها', 'کتاب‌ها', true],
    ['sameText', 'Tehran', 'Teheran', false],
    ['includesText', 'شركت پارس', 'شرکت', true],
    ['includesText', 'خط ۱۲', '12', true],
    ['startsWithText', '  Café Noir', 'CAFE', true],
    ['endsWithText', 'Ali@Example.COM', '@example.com', true],
    ['endsWithText', 'example.com.ir', 'example.com', false],
  ])('%s %j %j is %s', (operator, left, right, expected) => {
    expect(coreOperators[operator].test(left, right)).toBe(expected)
  })

  test.each(['sameText', 'includesText', 'startsWithText', 'endsWithText'] as const)(
    '%s: nothing is like no text, and only texts are texts',
    (operator) => {
      for (const left of [undefined, null, '', 12, ['12'], true]) expect(coreOperators[operator].test(left, '12')).toBe(false)
      for (const right of ['', ' ', '\u200c', undefined, 12]) expect(coreOperators[operator].test('12', right)).toBe(false)
    },
  )
})

test('every operator has words in both languages', () => {
  for (const { label } of Object.values(coreOperators)) expect(Object.keys(label)).toEqual(['en', 'fa'])
})
