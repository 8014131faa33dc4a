import { connect } from 'node:net'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { HttpEnv } from '../../../core/http/index.js'
import { serve } from '../../../core/http/index.js'

/** A promise that the test itself keeps. */
function signal(): { readonly given: Promise<void>; give(): void } {
  let resolve = () => {}
  const given = new Promise<void>((keep) => {
    resolve = keep
  })
  return { given, give: () => resolve() }
}

function slowApp() {
  const [begun, finish] = [signal(), signal()]
  const app = new Hono<HttpEnv>()
    .get('/slow', async (c) => {
      begun.give()
      await finish.given
      return c.text('done')
    })
    .get('/address', (c) => c.text(c.env.remoteAddress ?? 'none'))
  return { app, begun: begun.given, finish: finish.give }
}

const listen = (app: Hono<HttpEnv>, port = 0) => serve({ app, host: '127.0.0.1', port })

describe('a server', () => {
  test('answers what is under way before it closes, and takes nothing new', async () => {
    const { app, begun, finish } = slowApp()
    const served = await listen(app)
    const answer = fetch(`${served.url}/slow`).then((response) => response.text())
    await begun
    const closed = served.close(10_000)
    await expect(fetch(`${served.url}/address`)).rejects.toThrow()
    finish()
    expect(await answer).toBe('done')
    await closed
  })

  test('cuts what is not done when its grace is over', async () => {
    const { app, begun, finish } = slowApp()
    const served = await listen(app)
    const answer = fetch(`${served.url}/slow`)
    await begun
    const [outcome] = await Promise.allSettled([answer, served.close(20)])
    expect(outcome?.status).toBe('rejected')
    finish()
  })

  test('says by name that its port is taken', async () => {
    const { app } = slowApp()
    const first = await listen(app)
    const second = listen(app, Number(new URL(first.url).port))
    await expect(second).rejects.toMatchObject({ code: 'HTTP_PORT_IN_USE', details: { port: Number(new URL(first.url).port) } })
    await first.close(0)
  })

  test('hands on who is at the other end', async () => {
    const served = await listen(slowApp().app)
    expect(await (await fetch(`${served.url}/address`)).text()).toBe('127.0.0.1')
    await served.close(0)
  })

  test.each([
    ['garbage', 'NOT HTTP\r\n\r\n', 400, 'HTTP_REQUEST_MALFORMED'],
    ['an unknown version', 'GET / HTTP/9.9\r\n\r\n', 400, 'HTTP_REQUEST_MALFORMED'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
      'HTTP_REQUEST_MALFORMED',
    ],
    ['large headers', `GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(9 * 1024)}\r\n\r\n`, 431, 'HTTP_HEADERS_TOO_LARGE'],
  ])('answers %s with its headers, closes and lives on', async (_what, request, status, code) => {
    const served = await listen(slowApp().app)
    const [head = '', body = ''] = (await rawAnswer(served.url, request)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(head).toContain('X-Content-Type-Options: nosniff')
    expect(head).toContain("Content-Security-Policy: default-src 'none'")
    expect(head).toContain('Cache-Control: no-store')
    expect(head).toContain('Connection: close')
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`)
    expect(JSON.parse(body)).toMatchObject({ error: { code } })
    expect((await fetch(`${served.url}/address`)).status).toBe(200)
    await served.close(0)
  })

  test('writes no second answer into one that is on its way', async () => {
    const { app, finish } = slowApp()
    const begun = signal()
    app.get('/stream', (c) =>
      c.body(
        new ReadableStream({
          async start(controller) {
            controller.enqueue(new TextEncoder().encode('first'))
            begun.give()
          },
        }),
      ),
    )
    const served = await listen(app)
    const answer = await rawAnswer(served.url, 'GET /stream HTTP/1.1\r\nHost: a\r\n\r\n', {
      on: 'first',
      send: 'NOT HTTP\r\n\r\n',
    })
    await begun.given
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
    finish()
    await served.close(0)
  })
})

/** All that a server says to this text until it closes; when it has said `on`, `send` follows. */
function rawAnswer(url: string, text: string, then?: { on: string; send: string }): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
  return new Promise((resolve) => {
    let said = ''
    let isSent = false
    socket.on('data', (data) => {
      said += data.toString('utf8')
      if (!then || isSent || !said.includes(then.on)) return
      isSent = true
      socket.write(then.send)
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(said))
  })
}
