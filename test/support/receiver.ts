import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call as a receiver got it. */
export interface ReceivedCall {
  readonly at: number
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A real server on loopback that notes every call and answers as it is told. */
export interface Receiver {
  readonly url: string
  readonly calls: readonly ReceivedCall[]
  close(): Promise<void>
}

/** Starts a receiver; `answer` decides what each call gets, 204 without it. */
export async function openReceiver(answer?: (call: ReceivedCall, response: ServerResponse) => void): Promise<Receiver> {
  const calls: ReceivedCall[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const call = { at: Date.now(), path: request.url ?? '', headers: request.headers, body }
      calls.push(call)
      if (answer) answer(call, response)
      else response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
