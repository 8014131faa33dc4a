import { describe, expect, test } from 'vitest'
import { leadForm } from '../../../../core/http/admin/lead-form.js'
import { changedValues, formValuesOf } from '../../../../core/http/admin/record-form.js'
import { lead } from '../../../../core/model/entities/lead.js'
import { defineFields } from '../../../../core/model/fields.js'

const fields = {
  ...lead.fields,
  ...defineFields({
    interests: { type: 'multiSelect', oneOf: ['a', 'b'], label: { en: 'Interests', fa: 'علاقه‌ها' } },
    budget: { type: 'money', label: 'Budget' },
  }),
}
const record = { name: 'Sara', message: 'one\ntwo', interests: ['a'], budget: { amount: 1250, currency: 'EUR' }, doNotCall: true }
const before = formValuesOf(fields, record)

describe('the form of a lead', () => {
  test('asks for nothing that the system writes or that has a form of its own', () => {
    const names = leadForm(fields, { values: {}, language: 'en' }).flatMap(({ inputs }) => inputs.map(({ name }) => name))
    expect(names).toContain('phone')
    for (const name of ['score', 'grade', 'status', 'ownerId', 'nameKey', 'rulesTrue']) expect(names).not.toContain(name)
  })

  test('puts the fields of a deployment at the end, with their labels', () => {
    const more = leadForm(fields, { values: before, language: 'fa' }).find(({ id }) => id === 'more')
    expect(more?.inputs[0]).toMatchObject({ name: 'interests', label: 'علاقه‌ها', kind: 'multiple', values: ['a'] })
  })

  test('sent back untouched it changes nothing', () => {
    const posted = { ...before, message: 'one\r\ntwo', interests: ['', 'a'] }
    expect(changedValues(fields, { before, posted })).toEqual({})
  })

  test('what was changed is written, what was emptied is cleared', () => {
    const posted = { ...before, name: 'Sara A.', message: '', interests: '', budget: '20.00 EUR', doNotCall: 'false' }
    expect(changedValues(fields, { before, posted })).toEqual({
      name: 'Sara A.',
      message: null,
      interests: null,
      budget: '20.00 EUR',
      doNotCall: 'false',
    })
  })

  test('a field that the form did not have stays as it is', () => {
    expect(changedValues(fields, { before, posted: { score: '99', status: 'converted' } })).toEqual({})
  })
})
