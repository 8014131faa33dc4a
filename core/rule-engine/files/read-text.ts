import { isUtf8 } from 'node:buffer'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { asError, CrmError, type SaidMessage } from '../../errors.js'
import { positionOf } from './source-file.js'

const MAX_BYTES = 1024 * 1024

/** Reads the text of one rule file, never more than its limit, and only of an ordinary file: a pipe or a device has no end. */
export async function readText(path: string, file: string): Promise<string | CrmError> {
  try {
    // Without O_NONBLOCK opening a pipe waits for somebody who writes into it.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const status = await handle.stat()
      if (!status.isFile()) return unreadable(file, { en: 'it is no ordinary file', fa: 'فایلی معمولی نیست' })
      if (status.size > MAX_BYTES) return tooLarge(file, status.size)
      const buffer = Buffer.alloc(MAX_BYTES + 1)
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
      return bytesRead > MAX_BYTES ? tooLarge(file, bytesRead) : textOf(file, buffer.subarray(0, bytesRead))
    } finally {
      await handle.close()
    }
  } catch (cause) {
    const why = asError(cause).message
    return unreadable(file, { en: why, fa: why }, cause)
  }
}

function unreadable(file: string, { en, fa }: SaidMessage, cause?: unknown): CrmError {
  const message = { en: `The file cannot be read: ${en}.`, fa: `فایل خواندنی نیست: ${fa}.` }
  return new CrmError('FILE_UNREADABLE', message, { cause, details: { file } })
}

function tooLarge(file: string, size: number): CrmError {
  const message = {
    en: `The file has ${size} bytes; a rule file has at most ${MAX_BYTES}.`,
    fa: `فایل ${size} بایت دارد؛ فایل قاعده حداکثر ${MAX_BYTES} بایت است.`,
  }
  return new CrmError('FILE_TOO_LARGE', message, { details: { file } })
}

function textOf(file: string, bytes: Buffer): string | CrmError {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  const before = longestText(bytes)
  const message = {
    en: 'The file is not written in UTF-8; save it in that encoding.',
    fa: 'فایل با UTF-8 نوشته نشده است؛ آن را با همین کدگذاری ذخیره کنید.',
  }
  return new CrmError('FILE_ENCODING', message, { details: { file, ...positionOf(before, before.length) } })
}

/** What is UTF-8 before the first byte that is not: found by halving. */
function longestText(bytes: Buffer): string {
  let [good, bad] = [0, bytes.length]
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (isUtf8(bytes.subarray(0, endOfSign(bytes, middle)))) good = middle
    else bad = middle
  }
  return bytes
    .subarray(0, good)
    .toString('utf8')
    .replace(/\uFFFD+$/, '')
}

/** The place after the sign that this byte is part of. */
function endOfSign(bytes: Buffer, place: number): number {
  let end = place
  while (end < bytes.length && end < place + 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end++
  return end
}
