import { expect, test } from 'vitest'
import { fieldChanges } from '../../../../core/rule-engine/index.js'
import { sourceOf } from '../rules-for-test.js'

const fieldsOf = (fields: Readonly<Record<string, unknown>>) => sourceOf('fields', { entity: 'lead', fields })
const before = fieldsOf({ size: { type: 'integer' }, tier: { type: 'string' }, plan: { type: 'string', label: 'Plan' } })

test('names each field that was added, changed or removed, at its place in the file', () => {
  const after = fieldsOf({ plan: { label: 'Plan', type: 'string' }, size: { type: 'number' }, shoe: { type: 'integer' } })
  const told = fieldChanges([before], [after])
  expect(told.map(({ code, message }) => [code, /"(.*)" was (\w+)/.exec(message)?.slice(1)])).toEqual([
    ['FIELDS_NEED_RESTART', ['lead.size', 'changed']],
    ['FIELDS_NEED_RESTART', ['lead.shoe', 'added']],
    ['FIELDS_NEED_RESTART', ['lead.tier', 'removed']],
  ])
  expect(told.map(({ details: { file, line } }) => [file, line])).toEqual([
    [after.file, 11],
    [after.file, 14],
    [after.file, 6],
  ])
})

test('says nothing while the declarations are the same, and names a file that is gone', () => {
  expect(fieldChanges([before], [before])).toEqual([])
  expect(fieldChanges([before], []).map(({ details: { file } }) => file)).toEqual([before.file, before.file, before.file])
})
