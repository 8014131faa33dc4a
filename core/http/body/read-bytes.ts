import { CrmError } from '../../errors.js'

/**
 * Reads a body while counting, so that one byte too many ends it whether its length was announced or not.
 * @throws {CrmError} BODY_TOO_LARGE, BODY_ENCODING_UNSUPPORTED, BODY_MALFORMED when the sender breaks off.
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding.trim().toLowerCase() !== 'identity') {
    throw new CrmError('BODY_ENCODING_UNSUPPORTED', 'A compressed body is not accepted.')
  }
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  return request.body ? collect(request.body, limit) : new Uint8Array()
}

async function collect(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new CrmError('BODY_MALFORMED', 'The body broke off before its end.', { cause })
    })
    if (done) return Buffer.concat(chunks, size)
    size += value.byteLength
    if (size > limit) {
      reader.cancel().catch(() => {})
      throw tooLarge(limit)
    }
    chunks.push(value)
  }
}

function tooLarge(limit: number): CrmError {
  return new CrmError('BODY_TOO_LARGE', `The body is larger than ${limit} bytes.`, { details: { limit } })
}
