import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { answerBrokenRequests } from '../../../core/http/answer-broken-request.js'

test('a request that never becomes whole is answered with its name', async () => {
  const server = createServer({ headersTimeout: 40, requestTimeout: 40, connectionsCheckingInterval: 10 })
  answerBrokenRequests(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: '))
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'HTTP_REQUEST_TIMEOUT' } })
})
