import { expect, test } from 'vitest'
import { ownValue } from '../../../core/model/own-value.js'

test('what an object or list holds itself is found', () => {
  expect([ownValue({ a: 1 }, 'a'), ownValue(['x'], 0), ownValue(['x'], '0'), ownValue({ a: undefined }, 'a')]).toEqual([
    1,
    'x',
    'x',
    undefined,
  ])
})

test.each(['toString', 'constructor', '__proto__', 'prototype'])('%s is not found, being inherited', (name) => {
  expect(ownValue({}, name)).toBeUndefined()
})

test('a name that leads to a prototype is not found even where it was made an own one', () => {
  expect(ownValue(JSON.parse('{"__proto__": 1}'), '__proto__')).toBeUndefined()
  expect(ownValue({ constructor: 1 }, 'constructor')).toBeUndefined()
})

test.each([undefined, null, 'text', 7])('%j holds nothing', (holder) => expect(ownValue(holder, 'length')).toBeUndefined())
