import { isUtf8 } from 'node:buffer'
import { CrmError } from '../../core/plugin-api/index.js'

/**
 * The encoding that the first bytes of a file show: a byte order mark, or the mapping's word for UTF-16, whose ASCII part
 * would pass for UTF-8. A zip container is no text, and by its name alone a spreadsheet looks like one.
 * @throws {CrmError} CSV_NOT_TEXT; CSV_ENCODING_WRONG where the mark is one of UTF-8 and what follows is not.
 */
export function markedEncoding(start: Uint8Array, stated: string | undefined): string | undefined {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, index) => start[index] === byte)
  if (begins(0xef, 0xbb, 0xbf)) return notForeign('utf-8', start.subarray(3))
  if (begins(0xff, 0xfe)) return 'utf-16le'
  if (begins(0xfe, 0xff)) return 'utf-16be'
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0))
    throw new CrmError('CSV_NOT_TEXT', 'This is a spreadsheet file, not a text file. Save it as "CSV UTF-8" and import that.')
  return /^utf-?16/i.test(stated ?? '') ? stated : undefined
}

/**
 * The encoding of bytes without a mark: UTF-16 where every other byte is zero, UTF-8 where nearly all are UTF-8, else what the
 * mapping states, else Windows-1256 or Windows-1252, whichever makes words: Arabic letters stand beside each other, accented
 * Latin ones beside plain ones.
 * @throws {CrmError} CSV_NOT_TEXT, CSV_ENCODING_WRONG.
 */
export function chooseEncoding(
  sample: Uint8Array,
  { isFirst, stated }: { isFirst: boolean; stated: string | undefined },
): string {
  const wide = isFirst ? zeroPattern(sample) : undefined
  if (wide) return wide
  const letters = utf8Letters(sample)
  if (letters.broken === 0 || letters.whole > 2 * letters.broken) return 'utf-8'
  if (stated !== undefined) return /^utf-?8$/i.test(stated) ? notForeign('utf-8', sample) : stated
  return looksArabic(sample) ? 'windows-1256' : 'windows-1252'
}

/** A few zero bytes spoil their rows; many of them are UTF-16 where all stand on one side, and no text otherwise. */
function zeroPattern(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0] as [number, number]
  for (let at = 0; at < sample.length; at += 1) if (sample[at] === 0) zeros[at % 2 === 0 ? 0 : 1] += 1
  const [even, odd] = zeros
  if ((even + odd) * 100 < sample.length) return undefined
  if (even * 10 < odd) return 'utf-16le'
  if (odd * 10 < even) return 'utf-16be'
  throw new CrmError('CSV_NOT_TEXT', 'The file holds zero bytes and is no text.')
}

const CLEARLY = 20

/** A bad letter spoils its row; where hardly one is good the whole file is something else than it says. */
function notForeign(encoding: string, sample: Uint8Array): string {
  const { whole, broken } = utf8Letters(sample)
  if (broken < CLEARLY || broken < whole) return encoding
  const message = `The file, or its mapping, says that it is ${encoding}, but most of its letters are not. Save it again as UTF-8.`
  throw new CrmError('CSV_ENCODING_WRONG', message)
}

/** How many letters beyond ASCII are UTF-8, and how many bytes are not; the end may cut a letter in two. */
function utf8Letters(sample: Uint8Array): { readonly whole: number; readonly broken: number } {
  if (isUtf8(sample)) return { whole: sample.length, broken: 0 }
  const text = new TextDecoder('utf-8').decode(sample, { stream: true })
  return { whole: text.match(/[\u0080-\ufffc]/g)?.length ?? 0, broken: text.match(/\ufffd/g)?.length ?? 0 }
}

function looksArabic(sample: Uint8Array): boolean {
  const text = new TextDecoder('windows-1256').decode(sample)
  const inWords = text.match(/[\u0621-\u06d3]{2}/g)?.length ?? 0
  const besideLatin = text.match(/[a-z][\u0621-\u06d3]|[\u0621-\u06d3][a-z]/gi)?.length ?? 0
  return inWords > besideLatin
}
