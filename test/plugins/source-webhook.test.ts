import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { LeadInput, MappingDefinition, NewSubmission, RawCapture, SignatureDefinition } from '../../core/plugin-api/index.js'
import { testLeadSource } from '../../core/testing/index.js'
import { webhook } from '../../plugins/source-webhook/webhook.js'
import { NOW, raw, sourceContext } from '../support/source-context.js'

const BODY = JSON.stringify({ id: 7, who: { name: 'Sara', mail: 's@example.ir' } })
const mapping = (parts: Partial<MappingDefinition> = {}): MappingDefinition => ({
  id: 'test',
  title: { en: 'Test' },
  reads: 'webhook',
  key: '$.id',
  fields: { name: '$.who.name', email: '$.who.mail' },
  touch: { clickId: '$.click' },
  ...parts,
})
const world = (parts: Partial<MappingDefinition>, secrets: Readonly<Record<string, string>> = {}) =>
  sourceContext({ mappings: [mapping(parts)], secrets })
const accept = (request: RawCapture, context = world({})) => webhook.accept?.(request, context)
const accepted = (request: RawCapture, context = world({})) => accept(request, context) as readonly NewSubmission[]
const parse = (payload: unknown, context = world({})) => webhook.parse(payload, context) as readonly LeadInput[]

testLeadSource({ source: webhook, payload: JSON.parse(BODY), contextFor: () => world({}) })

describe('a payload', () => {
  test('becomes a lead under the id it has where it came from', () => {
    const [submission] = accepted(raw(BODY))
    expect(submission?.idempotencyKey).toBe('7')
    expect(parse(submission?.payload)).toEqual([
      { values: { source: 'test', externalId: '7', name: 'Sara', email: 's@example.ir' }, touch: {} },
    ])
  })

  test('in URL encoding becomes one too', () => {
    const [submission] = accepted(raw('id=9&click=c', { contentType: 'application/x-www-form-urlencoded' }))
    expect(parse(submission?.payload)).toMatchObject([{ values: { externalId: '9' }, touch: { clickId: 'c' } }])
  })

  test('with several leads is split, and one id twice is one key twice', () => {
    const context = world({ each: '$.leads[*]' })
    const parts = accepted(
      raw({ leads: [{ id: 1 }, { id: 2, who: { name: 'Reza' } }, { id: 2, who: { name: 'Reza' } }] }),
      context,
    )
    expect(parts.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['1', '2', '2'])
    expect(parts.flatMap(({ payload }) => parse(payload, context)).map(({ values }) => values.name)).toEqual([
      undefined,
      'Reza',
      'Reza',
    ])
  })

  test('in which the mapping finds no lead is kept whole, and found once the mapping is corrected', () => {
    const [kept] = accepted(raw({ leads: [{ id: 1 }] }), world({ each: '$.leeds[*]' }))
    expect(() => parse(kept?.payload, world({ each: '$.leeds[*]' }))).toThrow('No lead was found at "$.leeds[*]"')
    expect(parse(kept?.payload, world({ each: '$.leads[*]' }))).toMatchObject([{ values: { externalId: '1' } }])
  })

  test('without any value is held with its reason', () => {
    expect(() => parse({ other: 1 })).toThrow('found no value')
  })

  test('without an id and without a signature is left to its content', () => {
    expect(accepted(raw({ who: { name: 'Sara' } }))[0]).not.toHaveProperty('idempotencyKey')
  })

  test('for no mapping, or for one of a file, is refused', () => {
    expect(accept(raw(BODY, { channel: 'nowhere' }))).toMatchObject({ because: 'unknown' })
    expect(accept(raw(BODY), world({ reads: 'csv' }))).toMatchObject({ because: 'unknown' })
  })

  test.each(['', '{', '\u0000', '[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]'])('that is %j is refused', (body) => {
    expect(accept(raw(body))).toHaveProperty('refused')
  })
})

describe('an HMAC over the body', () => {
  const signature = {
    type: 'hmac',
    header: 'X-Signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: 'sha256=',
    secret: 'shop',
  } as const
  const sign = (secret: string, encoding: 'hex' | 'base64' = 'hex') => createHmac('sha256', secret).update(BODY).digest(encoding)
  const signed = (value: string) => raw(BODY, { headers: { 'x-signature': value } })
  const context = world({ signature }, { shop: 'old-secret new-secret' })

  test('lets the sender in, with either secret while one replaces the other', () => {
    expect(accept(signed(`sha256=${sign('old-secret')}`), context)).toHaveLength(1)
    expect(accept(signed(`sha256=${sign('new-secret')}`), context)).toHaveLength(1)
  })

  test.each([
    ['of another secret', `sha256=${sign('guess')}`],
    ['cut short', `sha256=${sign('old-secret').slice(0, 20)}`],
    ['without its prefix', sign('old-secret')],
    ['that is empty', 'sha256='],
    ['that is no hex', 'sha256=zz'],
    ['with more behind it', `sha256=${sign('old-secret')}00`],
  ])('%s is refused', (_, value) => {
    expect(accept(signed(value), context)).toMatchObject({ because: 'unproven' })
  })

  test('is checked on the bytes: a body changed by a space is refused', () => {
    const changed = raw(BODY.replace('{', '{ '), { headers: { 'x-signature': `sha256=${sign('old-secret')}` } })
    expect(accept(changed, context)).toMatchObject({ because: 'unproven' })
  })

  test('may be made with a secret that holds spaces', () => {
    expect(accept(signed(`sha256=${sign('one two')}`), world({ signature }, { shop: 'one two' }))).toHaveLength(1)
  })

  test('may be base64 without a prefix', () => {
    const plain: SignatureDefinition = {
      type: 'hmac',
      header: 'x-signature',
      algorithm: 'sha256',
      encoding: 'base64',
      secret: 'shop',
    }
    expect(accept(signed(sign('s', 'base64')), world({ signature: plain }, { shop: 's' }))).toHaveLength(1)
  })

  test('cannot be checked without the secret, and the sender is told so', () => {
    expect(accept(signed(`sha256=${sign('')}`), world({ signature }))).toMatchObject({
      refused: expect.stringContaining('"shop" of this mapping is not set'),
    })
  })

  test('names content without an id for ever, so that a recorded message sent again is the same', () => {
    const { key: _key, ...withoutKey } = mapping({ signature })
    const anonymous = sourceContext({ mappings: [withoutKey], secrets: { shop: 's' } })
    const send = () => accepted(signed(`sha256=${sign('s')}`), anonymous)[0]?.idempotencyKey
    expect(send()).toMatch(/^sha256:/)
    expect(send()).toBe(send())
  })
})

describe('a Standard Webhooks signature', () => {
  const secret = `whsec_${Buffer.from('a secret of twenty-four.').toString('base64')}`
  const signature = { type: 'standard-webhooks', secret: 'partner' } as const
  const context = world({ signature }, { partner: secret })
  const message = (parts: { at?: number; id?: string; body?: string; extra?: string } = {}) => {
    const { at = NOW, id = 'msg_1', body = BODY, extra = '' } = parts
    const seconds = String(Math.floor(at / 1_000))
    const digest = createHmac('sha256', 'a secret of twenty-four.').update(`msg_1.${seconds}.${BODY}`).digest('base64')
    return raw(body, { headers: { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `${extra}v1,${digest}` } })
  }

  test('lets the sender in, alone or among others', () => {
    expect(accept(message(), context)).toHaveLength(1)
    expect(accept(message({ extra: 'v1,AAAA v1a,BBBB ' }), context)).toHaveLength(1)
  })

  test('agrees with the vector of the specification', () => {
    const vector = raw('{"test": 2432232314}', {
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
    })
    const then = sourceContext({
      mappings: [mapping({ signature })],
      secrets: { partner: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
      now: 1_614_265_330_000,
    })
    expect(accept(vector, then)).toHaveLength(1)
  })

  test.each([
    ['six minutes old', { at: NOW - 360_000 }],
    ['six minutes early', { at: NOW + 360_000 }],
    ['under another id', { id: 'msg_2' }],
    ['with another body', { body: `${BODY} ` }],
  ])('%s is refused', (_, parts) => {
    expect(accept(message(parts), context)).toMatchObject({ because: 'unproven' })
  })

  test('is refused where its headers are missing', () => {
    expect(accept(raw(BODY), context)).toMatchObject({ because: 'unproven' })
  })

  test('names a payload without an id by the id of the message', () => {
    const { key: _key, ...withoutKey } = mapping({ signature })
    const [submission] = accepted(message(), sourceContext({ mappings: [withoutKey], secrets: { partner: secret } }))
    expect(submission?.idempotencyKey).toMatch(/^sha256:/)
  })
})

describe('a key inside the payload', () => {
  const signature = { type: 'payload-key', path: '$.google_key', secret: 'ads' } as const
  const context = world({ signature }, { ads: 'right' })

  test('lets the sender in and is not kept', () => {
    expect(accepted(raw({ id: 1, google_key: 'right' }), context)[0]?.payload).toEqual({ id: 1 })
  })

  test.each([{ id: 1 }, { id: 1, google_key: 'wrong' }, { id: 1, google_key: ['right'] }, ['right']])(
    'in %j is refused',
    (body) => {
      expect(accept(raw(body), context)).toMatchObject({ because: 'unproven' })
    },
  )
})
