import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { ERROR_CODES, type ErrorCode } from '../errors.js'
import { FIXED_HEADERS } from './security-headers.js'

/** Answers what never became a request: Node would do it with a bare line. Nothing of what was sent is repeated. */
export function answerBrokenRequests(server: Server): void {
  const answers = new WeakMap<Socket, ServerResponse>()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => answers.set(request.socket, response))
  server.on('clientError', (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket
    // In the middle of an answer to an earlier request, a second one would be read as part of it.
    if (socket.writable && error.code !== 'ECONNRESET' && !isAnswering(answers.get(socket))) {
      socket.end(answerTo(CODES[error.code ?? ''] ?? 'HTTP_REQUEST_MALFORMED'))
    } else socket.destroy()
  })
}

const isAnswering = (response: ServerResponse | undefined): boolean =>
  response?.headersSent === true && !response.writableFinished

const CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'HTTP_HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'HTTP_HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'HTTP_REQUEST_TIMEOUT',
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

function answerTo(code: ErrorCode): string {
  const { status, title, hint } = ERROR_CODES[code]
  const body = JSON.stringify({ error: { code, message: title.en, hint: hint.en } })
  const headers = {
    ...FIXED_HEADERS,
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\n${lines.join('')}\r\n${body}`
}
