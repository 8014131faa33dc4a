import type { Context } from 'hono'
import { CrmError } from '../../errors.js'
import type { HttpEnv } from '../http-env.js'

/** A file that a form of ours sends: the fields before it, and its bytes as they arrive. */
export interface Upload {
  readonly fields: Readonly<Record<string, string>>
  readonly fileName: string
  /** To be read once, while the request is open. */
  readonly file: AsyncIterable<Uint8Array>
}

const MOST_FIELDS = 20
const LONGEST_FIELD = 8 * 1024
const LONGEST_HEADER = 4 * 1024

/**
 * Reads a form with one file, which stands last in it: the file is handed on piece by piece and never held in memory.
 * How large it may be, whoever keeps it decides.
 * @throws {CrmError} BODY_TYPE_UNSUPPORTED, BODY_MALFORMED, BODY_TOO_COMPLEX.
 */
export async function readUpload(c: Context<HttpEnv>): Promise<Upload> {
  const boundary = BOUNDARY.exec(c.req.header('content-type') ?? '')
  if (!boundary || !c.req.raw.body) throw new CrmError('BODY_TYPE_UNSUPPORTED', 'Send the file as multipart/form-data.')
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2] ?? ''}`)
  const bytes = byteReader(c.req.raw.body)
  // The first delimiter has no line before it.
  bytes.putBack(Buffer.from('\r\n'))
  await bytes.until(delimiter, LONGEST_FIELD)
  const fields: Record<string, string> = {}
  for (let count = 0; count < MOST_FIELDS; count += 1) {
    const { name, fileName } = partHeader((await bytes.until(HEADER_END, LONGEST_HEADER)).toString('utf8'))
    if (fileName !== undefined) return { fields, fileName, file: bytes.stream(delimiter) }
    fields[name] = (await bytes.until(delimiter, LONGEST_FIELD)).toString('utf8')
  }
  throw new CrmError('BODY_TOO_COMPLEX', `The form has more than ${MOST_FIELDS} fields before its file.`)
}

const BOUNDARY = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i
const HEADER_END = Buffer.from('\r\n\r\n')

function partHeader(text: string): { readonly name: string; readonly fileName?: string } {
  if (text.startsWith('--')) throw malformed('It ends before its file.')
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(text)?.[1] ?? ''
  const name = /(?:^|[;\s])name="([^"]*)"/i.exec(disposition)?.[1]
  const fileName = /(?:^|[;\s])filename="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined || name === '__proto__') throw malformed('A part of it has no name.')
  return { name, ...(fileName === undefined ? {} : { fileName: fileName.replaceAll('%22', '"') }) }
}

/** Reads up to a sign that stands somewhere in a stream, however the stream is cut into pieces. */
function byteReader(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader()
  let held: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new CrmError('BODY_MALFORMED', 'The body broke off before its end.', { cause })
    })
    if (done) throw malformed('It breaks off before its end.')
    held = held.length === 0 ? Buffer.from(value) : Buffer.concat([held, value])
  }

  return {
    putBack(bytes: Buffer) {
      held = Buffer.concat([bytes, held])
    },
    /** What stands before the sign, which is taken too. */
    async until(sign: Buffer, longest: number): Promise<Buffer> {
      for (;;) {
        const at = held.indexOf(sign)
        if (at >= 0) {
          const found = held.subarray(0, at)
          held = held.subarray(at + sign.length)
          return found
        }
        if (held.length > longest + sign.length)
          throw new CrmError('BODY_TOO_COMPLEX', `A part of the form is longer than ${longest} bytes.`)
        await more()
      }
    },
    async *stream(sign: Buffer): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          const at = held.indexOf(sign)
          const end = at >= 0 ? at : held.length - sign.length
          if (end > 0) {
            yield held.subarray(0, end)
            held = held.subarray(end)
          }
          if (at >= 0) return
          await more()
        }
      } finally {
        reader.cancel().catch(() => undefined)
      }
    },
  }
}

const malformed = (why: string): CrmError => new CrmError('BODY_MALFORMED', `The form cannot be read. ${why}`)
