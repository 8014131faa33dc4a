import { describe, expect, test } from 'vitest'
import type { FormDefinition, LeadInput, NewSubmission } from '../../core/plugin-api/index.js'
import { testLeadSource } from '../../core/testing/index.js'
import { webForm } from '../../plugins/source-web-form/web-form.js'
import { raw, sourceContext } from '../support/source-context.js'

const CONTACT: FormDefinition = {
  id: 'contact',
  title: { en: 'Contact' },
  fields: [
    { field: 'name', label: { en: 'Your name' }, required: true },
    { field: 'email', required: true },
    { field: 'topics' },
    { field: 'status' },
  ],
  values: { country: 'IR' },
  consent: { text: { en: 'You may call me.' }, version: '2026-03', required: true },
}
const context = sourceContext({ channel: 'contact', forms: [CONTACT] })
const FILLED = { name: 'Sara', email: 's@example.ir', _consent: 'on' }

const accept = (answers: object | string, parts: Parameters<typeof raw>[1] = {}) =>
  webForm.accept?.(raw(answers, { channel: 'contact', ...parts }), context)
function accepted(answers: object | string, parts: Parameters<typeof raw>[1] = {}): NewSubmission {
  const [only] = accept(answers, parts) as readonly NewSubmission[]
  if (!only) throw new Error('Nothing was accepted.')
  return only
}
const parse = (payload: unknown) => webForm.parse(payload, context) as LeadInput

testLeadSource({ source: webForm, payload: { values: FILLED, context: {} }, channel: 'contact', contextFor: () => context })

describe('a filled form', () => {
  test('becomes a lead with the answers, the values of the form and its id as source', () => {
    expect(parse(accepted(FILLED).payload).values).toEqual({
      name: 'Sara',
      email: 's@example.ir',
      country: 'IR',
      source: 'contact',
    })
  })

  test('is read from URL encoding, with every ticked box', () => {
    const body = 'name=%D8%B3%D8%A7%D8%B1%D8%A7&email=s%40example.ir&topics=a&topics=b&_consent=on'
    const { payload } = accepted(body, { contentType: 'application/x-www-form-urlencoded' })
    expect(payload).toMatchObject({ values: { name: 'سارا', topics: ['a', 'b'] } })
  })

  test('writes no field that the form does not list, and none that rules and people decide', () => {
    const intruding = {
      ...FILLED,
      status: 'converted',
      ownerId: 'u1',
      score: 100,
      id: 'x',
      phone: '1',
      source: 'x',
      queue: 'q',
      grade: 'hot',
    }
    expect(parse(accepted(intruding).payload).values).toEqual(parse(accepted(FILLED).payload).values)
  })

  test('without a required answer is refused by the names that are missing', () => {
    expect(accept({ name: ' ' })).toEqual({
      refused: 'Please fill in: Your name, email, your consent.',
      fields: ['name', 'email', '_consent'],
    })
    expect(accept({ ...FILLED, _consent: 'false' })).toMatchObject({ fields: ['_consent'] })
  })

  test('with an answer that its field cannot take is refused by its name, with the reason in every language', () => {
    const asked: unknown[] = []
    const message = { en: 'Must be an e-mail address, not "notmail".', fa: 'باید نشانی ایمیل باشد.' }
    const world = sourceContext({
      forms: [CONTACT],
      leadProblems: (values) => {
        asked.push(values)
        return [{ field: 'email', message }]
      },
    })
    const answers = { email: 'notmail', status: 'won', phone: '1', _consent: 'on' }
    expect(webForm.accept?.(raw(answers, { channel: 'contact' }), world)).toEqual({
      refused: `Please fill in: Your name. email: ${message.en}`,
      fields: ['name', 'email'],
      problems: [{ field: 'email', message }],
    })
    expect(asked).toEqual([{ email: 'notmail' }])
    expect(webForm.accept?.(raw({ ...answers, website_url_: 'x' }, { channel: 'contact' }), world)).toMatchObject([
      { spam: true },
    ])
  })

  test.each<unknown>([{ toString: 1 }, {}, [], ['no'], 0, false])('whose consent is %j has none', (consent) => {
    expect(accept({ ...FILLED, _consent: consent })).toMatchObject({ fields: ['_consent'] })
  })

  test('whose page sends a hidden no beside the tick has its consent', () => {
    expect(accepted({ ...FILLED, _consent: ['no', 'yes'] }).payload).toMatchObject({
      context: { consent: { version: '2026-03' } },
    })
  })

  test('takes the key of its page, and no key of another shape', () => {
    expect(accepted({ ...FILLED, _key: 'k-1234567' }).idempotencyKey).toBe('k-1234567')
    for (const _key of ['', 'short', 'x'.repeat(300), 'a b c d e f', ['a', 'b']])
      expect(accepted({ ...FILLED, _key })).not.toHaveProperty('idempotencyKey')
  })

  test('whose trap is filled is kept as spam, complete or not', () => {
    expect(accepted({ ...FILLED, website_url_: 'http://example.com' }).spam).toBe(true)
    expect(accepted({ website_url_: 'x' }).spam).toBe(true)
    expect(accepted({ ...FILLED, website_url_: '' })).not.toHaveProperty('spam')
  })

  test('keeps the version of the consent that was given, on the timeline too', () => {
    const { payload } = accepted(FILLED)
    expect(payload).toMatchObject({ context: { consent: { version: '2026-03' } } })
    const { activities, consents } = parse(payload)
    expect(activities).toMatchObject([{ type: 'form.submitted' }, { type: 'consent.given', details: { version: '2026-03' } }])
    expect(consents).toMatchObject([{ purpose: 'contact', given: true, textVersion: '2026-03' }])
  })

  test('hands the key of the browser on where it has the form of one', () => {
    const visitor = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
    expect(parse(accepted({ ...FILLED, _visitor: visitor }).payload)).toMatchObject({ visitor })
    for (const _visitor of ['', 'short', `${visitor}'; drop`, [visitor, visitor], 'x'.repeat(100)])
      expect(parse(accepted({ ...FILLED, _visitor }).payload)).not.toHaveProperty('visitor')
  })
})

describe('the marks of a visit', () => {
  test('come from hidden fields, then from the address posted to, then from the page', () => {
    const { payload } = accepted(
      { ...FILLED, utm_source: 'google', gclid: 'G1', _referrer: 'https://www.example.com/search' },
      {
        query: { utm_source: 'ignored', utm_medium: 'cpc' },
        headers: { referer: 'https://shop.example.ir/?utm_campaign=nowruz' },
      },
    )
    expect(parse(payload).touch).toEqual({
      utmSource: 'google',
      utmMedium: 'cpc',
      utmCampaign: 'nowruz',
      clickId: 'G1',
      referrer: 'https://www.example.com/search',
      landingPage: 'https://shop.example.ir/?utm_campaign=nowruz',
    })
  })

  test('that are no web address or no text are left out', () => {
    const { payload } = accepted({ ...FILLED, _referrer: 'javascript:alert(1)', _landing_page: 'https://', utm_term: ['a', 'b'] })
    expect(parse(payload).touch).toEqual({})
  })
})

test('a form that is not there is refused, and one that is gone later can be replayed', () => {
  expect(webForm.accept?.(raw(FILLED, { channel: 'nowhere' }), context)).toMatchObject({ because: 'unknown' })
  expect(() => webForm.parse(accepted(FILLED).payload, sourceContext({ channel: 'contact' }))).toThrow(
    'There is no form "contact"',
  )
})

test.each(['[]', '"x"', 'null', '12', '{', '{"__proto__":{"admin":true}}'])('the body %s is refused, not thrown at', (body) => {
  expect(accept(body)).toHaveProperty('refused')
})
