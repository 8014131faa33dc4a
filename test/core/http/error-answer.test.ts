import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../../core/errors.js'
import { hashPassword } from '../../../core/http/index.js'
import { addTestUser, apiKey, serveCrm, signIn, useServedCrm } from './served-crm.js'

const JSON_TYPE = { 'content-type': 'application/json', accept: 'application/json' }
const post = (body: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body,
  headers: { ...JSON_TYPE, ...headers },
})

describe('a program is told by code', () => {
  const served = useServedCrm()

  const CASES: readonly { readonly code: ErrorCode; readonly path: string; readonly init?: RequestInit }[] = [
    { code: 'HTTP_NOT_FOUND', path: '/api/nowhere' },
    { code: 'HTTP_METHOD_NOT_ALLOWED', path: '/api/leads', init: { method: 'PUT', headers: JSON_TYPE } },
    { code: 'HTTP_FORM_UNKNOWN', path: '/forms/nope', init: post('{}') },
    { code: 'HTTP_CAPTURE_REFUSED', path: '/forms/framed', init: post('{}') },
    { code: 'AUTH_REQUIRED', path: '/api/leads' },
    { code: 'AUTH_KEY_INVALID', path: '/api/leads', init: { headers: { authorization: 'Bearer lk_nobody' } } },
    { code: 'AUTH_SENDER_REFUSED', path: '/hooks/partner', init: post('{"id":1}') },
    { code: 'AUTH_FOREIGN_ORIGIN', path: '/sign-out', init: post('{}', { origin: 'https://evil.example' }) },
    { code: 'BODY_MALFORMED', path: '/forms/framed', init: post('{"name":') },
    { code: 'BODY_KEY_FORBIDDEN', path: '/forms/framed', init: post('{"prototype":1}') },
    { code: 'BODY_TOO_COMPLEX', path: '/forms/framed', init: post(`${'['.repeat(21)}${']'.repeat(21)}`) },
    { code: 'BODY_TOO_COMPLEX', path: '/forms/framed', init: post(JSON.stringify(Array.from({ length: 1_001 }, () => 1))) },
    { code: 'BODY_TOO_LARGE', path: '/forms/framed', init: post(' '.repeat(70_000)) },
    { code: 'BODY_TYPE_UNSUPPORTED', path: '/hooks/partner', init: post('{}', { 'content-type': 'text/json' }) },
    { code: 'BODY_ENCODING_UNSUPPORTED', path: '/hooks/partner', init: post('{}', { 'content-encoding': 'br' }) },
  ]

  test.each(CASES)('$code at $path', async ({ code, path, init }) => {
    const answer = await served.fetch(path, init)
    const { error } = (await answer.json()) as { error: Record<string, string> }
    expect(error).toMatchObject({ code, message: expect.stringMatching(/.+/), hint: expect.stringMatching(/.+/) })
  })

  test.each(CASES)('$code at $path, in Persian where that is asked for', async ({ code, path, init }) => {
    const headers = { ...(init?.headers as Record<string, string> | undefined), 'accept-language': 'fa' }
    const { error } = (await (await served.fetch(path, { ...init, headers })).json()) as { error: Record<string, string> }
    expect(error).toMatchObject({ code, message: expect.stringMatching(/[آ-ی]{2}/), hint: expect.stringMatching(/[آ-ی]{2}/) })
  })

  test('that its form is not of this session', async () => {
    const { cookie } = await signIn(served, await addTestUser(served.crm))
    const answer = await served.fetch('/sign-out', post('{}', { cookie }))
    expect(await answer.json()).toMatchObject({ error: { code: 'AUTH_FORM_EXPIRED' } })
  })

  test('what in a filter cannot be used', async () => {
    const headers = await apiKey(served.crm, ['lead:read'])
    const codeOf = async (query: string) => {
      const answer = await served.fetch(`/api/leads?${query}`, { headers })
      return ((await answer.json()) as { error: { code: string } }).error.code
    }
    expect(await codeOf('where={"any":{}}')).toBe('FILTER_SHAPE')
    const deep = `${'{"not":'.repeat(19)}{"all":[{"not":{"condition":"x"}}]}${'}'.repeat(19)}`
    expect(['FILTER_TOO_LARGE', 'BODY_TOO_COMPLEX']).toContain(await codeOf(`where=${encodeURIComponent(deep)}`))
    const many = JSON.stringify({ any: Array.from({ length: 80 }, () => ({ all: [{ fact: 'a', operator: 'b', value: 1 }] })) })
    expect(await codeOf(`where=${encodeURIComponent(many)}`)).toMatch(/^(FILTER|RULE|HTTP_INPUT)_/)
    expect(await codeOf('limit=9999')).toBe('HTTP_INPUT_INVALID')
  })
})

describe('too many at once', () => {
  test('are told to wait, by code', async () => {
    const served = await serveCrm({ limits: { capturesPerMinute: 1, captureBurst: 0 } })
    await served.fetch('/forms/framed', post('{"name":"A"}'))
    expect(await (await served.fetch('/forms/framed', post('{"name":"B"}'))).json()).toMatchObject({
      error: { code: 'RATE_EXCEEDED', details: { retryAfter: expect.any(Number) } },
    })
    await served.stop()
  })

  test('hashes wait for each other only up to a point', async () => {
    const hashes = Array.from({ length: 33 }, () => hashPassword('x'))
    await expect(hashes.at(-1)).rejects.toMatchObject({ code: 'AUTH_THROTTLED' })
    await expect(Promise.all(hashes.slice(0, -1))).resolves.toHaveLength(32)
  })
})
