import { CrmError } from '../../core/plugin-api/index.js'
import { chooseEncoding, markedEncoding } from './choose-encoding.js'
import { type DecodeBytes, decodeBytes } from './decode-bytes.js'

const SAMPLE_BYTES = 64 * 1_024
const MEGABYTE = 1024 * 1024

/** How the bytes of a file are read. */
export interface DecodeOptions {
  /** What the mapping says, for a file that shows by itself neither a mark nor UTF-8. */
  readonly encoding?: string
  readonly maxMegabytes: number
}

/**
 * Turns the bytes of a file into text, piece by piece. The encoding is settled at the first byte that is not ASCII, from what
 * stands around it, so that a name far down in a long file decides as well as one at the top.
 * @throws {CrmError} CSV_FILE_TOO_LARGE, CSV_NOT_TEXT, CSV_ENCODING_UNKNOWN, CSV_ENCODING_WRONG.
 */
export async function* decodeText(file: AsyncIterable<Uint8Array>, options: DecodeOptions): AsyncIterable<string> {
  let decode: DecodeBytes | undefined
  let held: Uint8Array = new Uint8Array()
  let isFirst = true
  for await (const chunk of withinSize(file, options.maxMegabytes)) {
    if (decode) {
      yield decode(chunk, false)
      continue
    }
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    if (isFirst && held.length < LONGEST_MARK) continue
    const isPlain = isPlainText(held) && !(isFirst && markedEncoding(held, options.encoding))
    if (!isPlain && held.length < SAMPLE_BYTES) continue
    if (isPlain) yield Buffer.from(held).toString('latin1')
    else {
      decode = decodeBytes(encodingOf(held, { isFirst, options }))
      yield decode(held, false)
    }
    held = new Uint8Array()
    isFirst = false
  }
  decode ??= held.length > 0 ? decodeBytes(encodingOf(held, { isFirst, options })) : undefined
  if (decode) yield decode(held, true)
}

async function* withinSize(file: AsyncIterable<Uint8Array>, maxMegabytes: number): AsyncIterable<Uint8Array> {
  let size = 0
  for await (const chunk of file) {
    size += chunk.length
    if (size > maxMegabytes * MEGABYTE) throw new CrmError('CSV_FILE_TOO_LARGE', `The file is larger than ${maxMegabytes} MB.`)
    yield chunk
  }
}

function encodingOf(sample: Uint8Array, { isFirst, options }: { isFirst: boolean; options: DecodeOptions }): string {
  const marked = isFirst ? markedEncoding(sample, options.encoding) : undefined
  return marked ?? chooseEncoding(sample, { isFirst, stated: options.encoding })
}

/** ASCII without the low control signs: half of a letter of UTF-16 looks like one. */
function isPlainText(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 127 || byte < 9) return false
  return true
}

const LONGEST_MARK = 4
