import { expect, test } from 'vitest'
import { nameKey } from '../../../../core/model/text/name-key.js'

test('the same name and company in other spellings have one key', () => {
  const key = nameKey({ name: 'علی رضا كريمي', company: 'Acme, Inc.' })
  expect(nameKey({ name: 'علی‌رضا کریمی', company: 'ACME Inc' })).toBe(key)
})

test('name and company do not run into each other', () => {
  expect(nameKey({ name: 'ab', company: 'c' })).not.toBe(nameKey({ name: 'a', company: 'bc' }))
})

test.each([{}, { name: 'Sara' }, { company: 'Acme' }, { name: 'Sara', company: ' - ' }, { name: 7, company: 'Acme' }])(
  '%j has no key: one of both is missing',
  (lead) => expect(nameKey(lead)).toBeUndefined(),
)
