import { describe, expect, test } from 'vitest'
import { CrmErrors } from '../../../../core/errors.js'
import { rulesOf } from '../rules-for-test.js'

const PARTS = {
  account: { fields: { name: 'company' } },
  contact: { fields: { name: 'name' } },
  opportunity: { fields: { name: { text: '{company} – {name}' } } },
}

function mistakesIn(files: Readonly<Record<string, object>>) {
  try {
    rulesOf(files as Parameters<typeof rulesOf>[0])
    return []
  } catch (thrown) {
    if (!(thrown instanceof CrmErrors)) throw thrown
    return thrown.errors.map(({ code, message, details }) => ({ code, message, line: details['line'] }))
  }
}

const conversion = (more: object) => mistakesIn({ conversion: { ...PARTS, ...more } })

describe('a conversion file', () => {
  test('names fields that are there, values that fit, and the records can be made', () => {
    expect(conversion({})).toEqual([])
  })

  test.each([
    [
      'a field of the lead that is not there',
      { account: { fields: { name: 'compny' } } },
      'RULE_FIELD_UNKNOWN',
      'Did you mean "company"?',
    ],
    ['one inside a text', { opportunity: { fields: { name: { text: '{nam}' } } } }, 'RULE_FIELD_UNKNOWN', 'Did you mean "name"?'],
    [
      'a field of the account that is not there',
      { account: { fields: { name: 'company', websit: 'website' } } },
      'RULE_FIELD_UNKNOWN',
      'Did you mean "website"?',
    ],
    [
      'a field that only the system writes',
      { contact: { fields: { name: 'name', emailKey: 'email' } } },
      'RULE_FIELD_UNKNOWN',
      'There is no field "emailKey"',
    ],
    [
      'a text in a number',
      { account: { fields: { name: 'company', employees: 'city' } } },
      'RULE_CONVERSION_MISFIT',
      'does not fit',
    ],
    [
      'a fixed value that the field cannot take',
      { opportunity: { fields: { name: 'company', kind: { value: 'gift' } } } },
      'RULE_CONVERSION_MISFIT',
      '',
    ],
    [
      'a name that is filled from nowhere',
      { contact: { fields: { email: 'email' } } },
      'RULE_CONVERSION_MISFIT',
      'must be filled',
    ],
    ['a status that is not there', { status: 'converted' }, 'RULE_STATUS_UNKNOWN', 'There is no status "converted"'],
  ])('%s is a mistake', (_name, more, code, says) => {
    expect(conversion(more)).toMatchObject([{ code, message: expect.stringContaining(says), line: expect.any(Number) }])
  })
})

describe('a dedupe file', () => {
  const dedupe = (value: object) => mistakesIn({ dedupe: value })

  test('compares fields that are there, each once, and joins what can be joined', () => {
    const exact = [{ field: 'email', policy: 'merge' }]
    expect(dedupe({ exact, survivorship: { fields: { message: 'union', segments: 'union' } } }).map(({ code }) => code)).toEqual(
      [],
    )
    expect(dedupe({ exact: [...exact, ...exact] })).toMatchObject([{ code: 'RULE_ID_DUPLICATE' }])
    expect(dedupe({ exact: [{ field: 'fone', policy: 'flag' }] })).toMatchObject([{ code: 'RULE_FIELD_UNKNOWN' }])
    expect(dedupe({ exact: [{ field: 'doNotCall', policy: 'flag' }] })).toMatchObject([{ code: 'RULE_DEDUPE_KEY_UNFIT' }])
    expect(dedupe({ exact, survivorship: { fields: { name: 'union' } } })).toMatchObject([{ code: 'RULE_DEDUPE_KEY_UNFIT' }])
  })
})
