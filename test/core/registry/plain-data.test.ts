import { expect, test } from 'vitest'
import { copyPlain, deepFreeze, readThrough } from '../../../core/registry/plain-data.js'

test('everything inside is frozen, also below what was frozen outside alone', () => {
  const value = { lead: Object.freeze({ tags: ['hot'] }), list: [{ a: 1 }] }
  expect(deepFreeze(value)).toBe(value)
  expect(Object.isFrozen(value.lead.tags)).toBe(true)
  expect(Object.isFrozen(value.list[0])).toBe(true)
})

test('a value that holds itself ends', () => {
  const value: { self?: unknown } = {}
  value.self = value
  expect(Object.isFrozen(deepFreeze(value))).toBe(true)
  const other: { self?: unknown } = {}
  other.self = other
  expect(() => readThrough(other)).not.toThrow()
})

test('bytes, dates and plain values stay as they are', () => {
  const bytes = new Uint8Array([1])
  expect(deepFreeze({ bytes, at: new Date(0), text: 'a', nothing: null, missing: undefined }).bytes).toBe(bytes)
  bytes[0] = 2
  expect(bytes[0]).toBe(2)
})

test('reading through meets a getter that throws, however deep', () => {
  const value = [
    {
      score: {
        get total(): number {
          throw new Error('no total')
        },
      },
    },
  ]
  expect(() => readThrough(value)).toThrow('no total')
})

test('a copy is equal, apart from its giver, and computed properties are values in it', () => {
  const shared = { tags: ['hot'] }
  const given = {
    one: shared,
    other: shared,
    at: new Date(0),
    get total() {
      return 7
    },
  }
  const copy = copyPlain(given) as typeof given
  shared.tags.push('cold')
  expect(copy).toEqual({ one: { tags: ['hot'] }, other: { tags: ['hot'] }, at: new Date(0), total: 7 })
  expect(copy.one).toBe(copy.other)
  expect(Object.getOwnPropertyDescriptor(copy, 'total')?.value).toBe(7)
})

test('a copy of foreign JSON changes no prototype', () => {
  const copy = copyPlain(JSON.parse('{"__proto__":{"admin":true}}')) as { admin?: unknown }
  expect(copy.admin).toBeUndefined()
  expect(Object.keys(copy)).toEqual(['__proto__'])
})

test('a function cannot be copied', () => expect(() => copyPlain({ run: () => 1 })).toThrow('could not be cloned'))

test('what a stranger nested a hundred thousand deep is frozen, read and copied like everything else', () => {
  const nested = () => JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown
  expect(() => readThrough(nested())).not.toThrow()
  expect(Object.isFrozen(deepFreeze(nested()))).toBe(true)
  expect(copyPlain(nested())).toHaveLength(1)
})
