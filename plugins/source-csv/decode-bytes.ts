import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { CrmError } from '../../core/plugin-api/index.js'

/** What a row holds that could not be read: the mark that decoding leaves for bytes that are no letters, or a zero byte. */
export const UNDECODED = /[\uffff\0]/

/** A cell as a person can be shown it. */
export const shown = (cell: string): string => (UNDECODED.test(cell) ? cell.replaceAll(/[\uffff\0]/g, '\ufffd') : cell)

/** Bytes to text, piece by piece; the last piece is told, so that what is left over comes out. */
export type DecodeBytes = (bytes: Uint8Array, isLast: boolean) => string

/**
 * How bytes of an encoding become text. Bytes that are no letters in it leave a mark and spoil their own row, not the file.
 * @throws {CrmError} CSV_ENCODING_UNKNOWN.
 */
export function decodeBytes(label: string): DecodeBytes {
  const decoder = decoderOf(label)
  if (decoder.encoding === 'utf-8') return utf8ByLines()
  return (bytes, isLast) => marked(decoder.decode(bytes, { stream: !isLast }))
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch (cause) {
    throw new CrmError('CSV_ENCODING_UNKNOWN', `The encoding "${label}" is not known.`, { cause })
  }
}

/** The sign for unreadable bytes can stand in a text by right, so each line is asked whether its bytes are good. */
function utf8ByLines(): DecodeBytes {
  let held: Uint8Array = new Uint8Array()
  let isFirst = true
  return (bytes, isLast) => {
    const all = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    const end = isLast ? all.length : Math.max(all.lastIndexOf(LF), all.lastIndexOf(CR)) + 1
    held = all.subarray(end)
    const text = utf8(all.subarray(0, end))
    if (!isFirst || text === '') return text
    isFirst = false
    return text.replace(/^\ufeff/, '')
  }
}

function utf8(lines: Uint8Array): string {
  if (isUtf8(lines)) return textOf(lines)
  let text = ''
  for (let begin = 0; begin < lines.length; ) {
    const at = lines.subarray(begin).findIndex((byte) => byte === LF || byte === CR)
    const end = at < 0 ? lines.length : begin + at + 1
    const line = lines.subarray(begin, end)
    text += isUtf8(line) ? textOf(line) : marked(textOf(line))
    begin = end
  }
  return text
}

const LF = 10
const CR = 13
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
const marked = (text: string): string => text.replaceAll('\ufffd', '\uffff')
