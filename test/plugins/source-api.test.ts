import { describe, expect, test } from 'vitest'
import type { LeadInput, NewSubmission } from '../../core/plugin-api/index.js'
import { testLeadSource } from '../../core/testing/index.js'
import { api } from '../../plugins/source-api/api.js'
import { NOW, raw, sourceContext } from '../support/source-context.js'

const context = sourceContext()
const accept = (body: object | string, headers = {}) => api.accept?.(raw(body, { headers }), context)
const accepted = (body: object | string, headers = {}) => accept(body, headers) as readonly NewSubmission[]
const parse = (payload: unknown) => api.parse(payload, context) as LeadInput

testLeadSource({ source: api, payload: { name: 'Sara' } })

describe('a lead', () => {
  test('may have its fields under values or flat, with the same result', () => {
    const fields = { name: 'Sara', email: 's@example.ir' }
    const rest = { touch: { utmSource: 'google' }, activities: [{ type: 'page.pricing', at: '2026-03-21T09:00:00Z' }] }
    const [nested] = accepted({ values: fields, ...rest })
    const [flat] = accepted({ ...fields, ...rest })
    expect(parse(nested?.payload)).toEqual(parse(flat?.payload))
    expect(parse(flat?.payload)).toEqual({
      values: { source: 'api', ...fields },
      touch: { utmSource: 'google' },
      activities: [{ type: 'page.pricing', at: NOW }],
    })
  })

  test('may name its source and when it happened', () => {
    expect(parse({ name: 'x', source: 'webinar', at: NOW })).toMatchObject({ values: { source: 'webinar' }, at: NOW })
  })

  test.each(['status', 'ownerId', 'queue', 'score', 'id'])('cannot write the field %s', (field) => {
    expect(accept({ name: 'x', [field]: 'y' })).toMatchObject({ fields: [field] })
    expect(accept({ values: { name: 'x', [field]: 'y' } })).toMatchObject({ fields: [field] })
    expect(() => parse({ name: 'x', [field]: 'y' })).toThrow('cannot be written')
  })

  test.each([
    ['a text', '"x"'],
    ['nothing', 'null'],
    ['a list in a list', '[[]]'],
    ['no value', '{}'],
    ['only empty values', '{"name":""}'],
    ['values of another shape', '{"values":[]}'],
    ['a name beside values', '{"values":{"name":"x"},"tuch":{}}'],
    ['an unknown mark', '{"name":"x","touch":{"utm_source":"g"}}'],
    ['a mark that is no text', '{"name":"x","touch":{"utmSource":1}}'],
    ['a touch of another shape', '{"name":"x","touch":"google"}'],
    ['activities of another shape', '{"name":"x","activities":{}}'],
    ['an activity without a type', '{"name":"x","activities":[{}]}'],
    ['an activity of a strange type', '{"name":"x","activities":[{"type":"<b>"}]}'],
    ['an activity with a strange name', '{"name":"x","activities":[{"type":"a.b","when":1}]}'],
    ['an activity at no instant', '{"name":"x","activities":[{"type":"a.b","at":"soon"}]}'],
    ['too many activities', JSON.stringify({ name: 'x', activities: Array.from({ length: 101 }, () => ({ type: 'a.b' })) })],
    ['no instant as at', '{"name":"x","at":"2026-13-45"}'],
    ['no JSON', '{'],
  ])('that is or has %s is refused', (_, body) => {
    expect(accept(body)).toMatchObject({ refused: expect.stringMatching(/\w/) })
  })

  test('with a misspelt part is told the right name', () => {
    expect(accept('{"values":{"name":"x"},"tuch":{}}')).toMatchObject({ refused: expect.stringContaining('"touch"') })
  })
})

describe('a value that its field cannot take', () => {
  const message = { en: 'Must be an e-mail address.', fa: 'باید نشانی ایمیل باشد.' }
  const strict = sourceContext({
    leadProblems: ({ email }) => (email === 'notmail' ? [{ field: 'email', message }] : []),
  })

  test('is refused with the field and the reason', () => {
    expect(api.accept?.(raw({ name: 'x', email: 'notmail' }), strict)).toEqual({
      refused: 'email: Must be an e-mail address.',
      fields: ['email'],
      problems: [{ field: 'email', message }],
    })
    expect(api.accept?.(raw({ name: 'x', email: 's@example.ir' }), strict)).toHaveLength(1)
  })

  test('refuses a whole list, and says in which lead it stands', () => {
    const refusal = api.accept?.(raw([{ name: 'a' }, { values: { email: 'notmail' } }]), strict)
    expect(refusal).toMatchObject({ refused: 'Lead 2: email: Must be an e-mail address.', fields: ['email'] })
  })
})

describe('a list', () => {
  test('becomes a submission per lead, each with its own key', () => {
    const leads = accepted([{ name: 'a' }, { name: 'b' }], { 'idempotency-key': 'k' })
    expect(leads.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['k#0', 'k#1'])
  })

  test('is refused as a whole when one lead cannot be read, and says which', () => {
    expect(accept([{ name: 'a' }, { name: 'b', status: 'won' }])).toMatchObject({ refused: expect.stringMatching(/^Lead 2: /) })
  })

  test('holds one to five hundred leads', () => {
    const leads = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `n${n}` }))
    expect(accepted(leads(500))).toHaveLength(500)
    expect(accept(leads(501))).toHaveProperty('refused')
    expect(accept([])).toHaveProperty('refused')
  })
})

test('the key of a call names its lead, and a key without end is refused', () => {
  expect(accepted({ name: 'a' }, { 'idempotency-key': 'k' })[0]?.idempotencyKey).toBe('k')
  expect(accepted({ name: 'a' })[0]).not.toHaveProperty('idempotencyKey')
  expect(accept({ name: 'a' }, { 'idempotency-key': 'k'.repeat(256) })).toHaveProperty('refused')
})
