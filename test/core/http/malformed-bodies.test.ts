import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apiKey, useServedCrm } from './served-crm.js'

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'

describe('a malformed body', () => {
  const served = useServedCrm()
  const doors = ['/forms/framed', '/embed/framed', '/hooks/partner', '/api/leads', '/sign-in', '/setup', '/language'] as const

  async function post(
    door: string,
    body: string | Uint8Array<ArrayBuffer> | undefined,
    headers: Record<string, string>,
  ): Promise<number> {
    const key = door === '/api/leads' ? await keyHeaders() : {}
    const answer = await served.fetch(door, {
      method: 'POST',
      headers: { ...key, ...headers },
      ...(body === undefined ? {} : { body }),
    })
    await answer.arrayBuffer()
    return answer.status
  }

  let headers: Promise<{ authorization: string }> | undefined
  const keyHeaders = () => {
    headers ??= apiKey(served.crm, ['capture'])
    return headers
  }

  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  const CASES: readonly {
    readonly name: string
    readonly type: string
    readonly body: string | Uint8Array<ArrayBuffer>
    readonly extra?: Record<string, string>
  }[] = [
    { name: 'empty JSON', type: JSON_TYPE, body: '' },
    { name: 'half a JSON', type: JSON_TYPE, body: '{"name":"Sara' },
    { name: 'JSON after JSON', type: JSON_TYPE, body: '{}{}' },
    { name: 'NaN', type: JSON_TYPE, body: '{"a":NaN}' },
    { name: 'not UTF-8', type: JSON_TYPE, body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) },
    { name: 'an overlong encoding', type: JSON_TYPE, body: new Uint8Array([0x22, 0xc0, 0xaf, 0x22]) },
    { name: 'UTF-16', type: JSON_TYPE, body: new Uint8Array(Buffer.from('{"a":1}', 'utf16le')) },
    { name: 'half of a character', type: JSON_TYPE, body: '{"name":"\\ud800"}' },
    { name: 'a NUL', type: JSON_TYPE, body: '{"name":"a\\u0000b"}' },
    { name: 'JSON 21 levels deep', type: JSON_TYPE, body: deep(21) },
    { name: 'JSON 30000 levels deep', type: JSON_TYPE, body: `${'['.repeat(30_000)}${']'.repeat(30_000)}` },
    {
      name: '501 keys',
      type: JSON_TYPE,
      body: JSON.stringify(Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`k${i}`, 1]))),
    },
    { name: 'a text of 33 KB', type: JSON_TYPE, body: JSON.stringify({ name: 'x'.repeat(33 * 1024) }) },
    { name: '__proto__', type: JSON_TYPE, body: '{"__proto__":{"admin":true}}' },
    { name: 'constructor', type: JSON_TYPE, body: '{"a":{"constructor":{"prototype":{}}}}' },
    { name: 'a broken escape', type: FORM_TYPE, body: 'name=%zz' },
    { name: 'an escape that is not UTF-8', type: FORM_TYPE, body: 'name=%ff%fe' },
    { name: '__proto__ in a form', type: FORM_TYPE, body: '__proto__=1' },
    { name: 'prototype in a form, escaped', type: FORM_TYPE, body: '%70rototype=1' },
    { name: 'a NUL in a form', type: FORM_TYPE, body: 'name=%00' },
    { name: 'too many fields', type: FORM_TYPE, body: Array.from({ length: 600 }, (_, i) => `f${i}=1`).join('&') },
    {
      name: 'JSON that says it is multipart',
      type: 'multipart/form-data; boundary=x',
      body: '{"files":{"a":{"filepath":"/etc/passwd"}}}',
    },
    {
      name: 'a multipart form',
      type: 'multipart/form-data; boundary=x',
      body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
    },
    { name: 'XML', type: 'application/xml', body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
    { name: 'plain text', type: 'text/plain', body: '{"name":"Sara"}' },
    { name: 'a foreign character set', type: 'application/json; charset=utf-16', body: '{}' },
    { name: 'two types in one', type: 'application/json, text/plain', body: '{}' },
    { name: 'a type with a second parameter', type: 'application/json; boundary=x', body: '{}' },
    { name: 'a compressed body', type: JSON_TYPE, body: '{}', extra: { 'content-encoding': 'gzip' } },
  ]

  test.each(doors)('is answered with 4xx at %s, whatever is wrong with it', async (door) => {
    const wrong: string[] = []
    for (const { name, type, body, extra = {} } of CASES) {
      const status = await post(door, body, { 'content-type': type, ...extra })
      if (status < 400 || status >= 500) wrong.push(`${name}: ${status}`)
    }
    expect(wrong).toEqual([])
  })

  test.each(doors)('without a type is 415 at %s', async (door) => {
    expect(await post(door, new Uint8Array([123, 125]), {})).toBe(415)
  })

  test.each(doors)('one byte flipped anywhere never makes a 5xx at %s', async (door) => {
    const good = new TextEncoder().encode('{"values":{"name":"Sara","email":"s@x.example"},"touch":{"utmSource":"g"}}')
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom(JSON_TYPE, FORM_TYPE),
        async (place, mask, type) => {
          const body = good.slice()
          body[place] = (body[place] ?? 0) ^ mask
          // The throttle of signing in is not what is tested here.
          expect(await post(door, body, { 'content-type': type })).toBeLessThan(500)
        },
      ),
      { numRuns: 60 },
    )
  })

  test.each([
    ['/forms/framed', 64 * 1024],
    ['/hooks/partner', 256 * 1024],
    ['/api/leads', 256 * 1024],
  ] as const)('too large is 413 at %s, announced or in chunks', async (door, limit) => {
    const chunk = new TextEncoder().encode(' '.repeat(16 * 1024))
    const announced = await post(door, new Uint8Array(limit + 1), { 'content-type': JSON_TYPE })
    const chunks = limit / chunk.length + 1
    const key = door === '/api/leads' ? await keyHeaders() : {}
    const status = await postChunked(served.url, { door, chunk, chunks, headers: { ...key, 'content-type': JSON_TYPE } })
    expect([announced, status]).toEqual([413, 413])
  })

  test('just below the limits is read', async () => {
    const name = 'x'.repeat(30 * 1024)
    expect(await post('/forms/framed', JSON.stringify({ name: 'A', a: name, b: name }), { 'content-type': JSON_TYPE })).toBe(202)
    expect(await post('/forms/framed', `{"name":"A","x":${deep(19)}}`, { 'content-type': `${JSON_TYPE}; charset=UTF-8` })).toBe(
      202,
    )
  })
})

/** Sends a body whose length nobody announced, and reads the status. */
function postChunked(
  url: string,
  { door, chunk, chunks, headers }: { door: string; chunk: Uint8Array; chunks: number; headers: Record<string, string> },
): Promise<number> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    const lines = Object.entries({ host: hostname, 'transfer-encoding': 'chunked', ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    )
    socket.write(`POST ${door} HTTP/1.1\r\n${lines.join('')}\r\n`)
    for (let sent = 0; sent < chunks; sent += 1) {
      socket.write(`${chunk.length.toString(16)}\r\n`)
      socket.write(chunk)
      socket.write('\r\n')
    }
    socket.on('data', (data) => {
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1]))
      socket.destroy()
    })
    socket.on('error', reject)
  })
}
