import { describe, expect, test } from 'vitest'
import { compareEdit, isUnmarkedAndOlder, markName, markOf } from '../../../../core/http/admin/compare-edit.js'
import { formValuesOf } from '../../../../core/http/admin/record-form.js'
import { lead } from '../../../../core/model/entities/lead.js'
import { defineFields } from '../../../../core/model/fields.js'

const fields = { ...lead.fields, ...defineFields({ interests: { type: 'multiSelect', oneOf: ['a', 'b'] } }) }
const shown = { name: 'Sara', city: 'Yazd', message: 'one\ntwo', interests: ['a'] }
const values = formValuesOf(fields, shown)
const marks = Object.fromEntries(Object.entries(values).map(([name, value]) => [markName(name), markOf(value)]))
const sent = { ...values, message: 'one\r\ntwo', interests: ['', 'a'], ...marks }

describe('a form that comes back', () => {
  test('untouched changes nothing, whatever somebody else changed meanwhile', () => {
    const edit = compareEdit(fields, { record: { ...shown, name: 'Sara A.', interests: ['b'] }, posted: sent })
    expect(edit.changes).toEqual({})
    expect(edit.theirs).toEqual(['name', 'interests'])
    expect(edit.values).toMatchObject({ name: 'Sara A.', interests: ['b'] })
  })

  test('writes only what the person changed, and keeps it over what is there now', () => {
    const posted = { ...sent, city: 'Fars', message: '' }
    const edit = compareEdit(fields, { record: { ...shown, name: 'Sara A.', city: 'Qom' }, posted })
    expect(edit.changes).toEqual({ city: 'Fars', message: null })
    expect(edit.theirs).toEqual(['name', 'city'])
    expect(edit.values).toMatchObject({ name: 'Sara A.', city: 'Fars', message: '' })
  })

  test('agrees with somebody who made the same change', () => {
    expect(compareEdit(fields, { record: { ...shown, city: 'Qom' }, posted: { ...sent, city: 'Qom' } }).changes).toEqual({})
  })

  test('without marks is held against its version', () => {
    expect(isUnmarkedAndOlder({ version: '1' }, 2)).toBe(true)
    expect(isUnmarkedAndOlder({ version: '2' }, 2)).toBe(false)
    expect(isUnmarkedAndOlder({ version: '1', 'was.name': 'x' }, 2)).toBe(false)
  })
})
