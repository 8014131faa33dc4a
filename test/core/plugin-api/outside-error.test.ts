import { expect, test } from 'vitest'
import { isOutsideError, OutsideError } from '../../../core/plugin-api/index.js'

test('a failure of the outside is told from every other', () => {
  const cause = new Error('refused')
  const error = new OutsideError('The other side is down.', { cause })
  expect(error).toMatchObject({ name: 'OutsideError', message: 'The other side is down.', cause })
  expect(isOutsideError(error)).toBe(true)
  for (const other of [cause, 'text', undefined, { message: 'like one' }]) expect(isOutsideError(other)).toBe(false)
})

test('one of another copy of the package is one as well', () => {
  expect(isOutsideError(Object.assign(new Error('down'), { [Symbol.for('sarnakh.outside')]: true }))).toBe(true)
})
