import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { outboundFetch } from '../../../../core/crm/outbound/outbound-fetch.js'
import { isPublicAddress, reachableAddress } from '../../../../core/crm/outbound/public-address.js'

const INSIDE = [
  '127.0.0.1',
  '127.8.9.1',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.5.4',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  'not an address',
]

test.each(INSIDE)('%s is not of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('%s is', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each(['localhost', '127.0.0.1', '[::1]', '2130706433', '0x7f.1', '127.1'])(
  'the host %s is refused, however it is written',
  async (host) => {
    const { hostname } = new URL(`https://${host}/`)
    await expect(reachableAddress(hostname, [])).rejects.toMatchObject({ code: 'OUTBOUND_REFUSED' })
  },
)

test('a host that the configuration names is reached, one that it does not name never sees a connection', async () => {
  let connections = 0
  const server = createServer((request, response) => {
    connections += 1
    response.end(`got ${request.headers.host}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { signal } = new AbortController()
  const url = `http://127.0.0.1:${port}/`
  await expect(outboundFetch(url, { allowHosts: [], signal })).rejects.toMatchObject({ code: 'OUTBOUND_REFUSED' })
  await expect(outboundFetch(url.replace('http:', 'https:'), { allowHosts: [], signal })).rejects.toMatchObject({
    code: 'OUTBOUND_REFUSED',
  })
  expect(connections).toBe(0)
  const answer = await outboundFetch(url, { allowHosts: ['127.0.0.1'], signal })
  expect(answer).toMatchObject({ status: 200, body: `got 127.0.0.1:${port}` })
  await new Promise((resolve) => server.close(resolve))
})

test('a redirect is an answer, not a way on', async () => {
  const server = createServer((_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const answer = await outboundFetch(`http://127.0.0.1:${port}/`, {
    allowHosts: ['127.0.0.1'],
    signal: new AbortController().signal,
  })
  expect(answer.status).toBe(302)
  await new Promise((resolve) => server.close(resolve))
})
