/** What a ZIP file says in its directory that its parts come to when they are unpacked; 0 where it has no directory. */
export function unpackedBytes(bytes: Buffer): number {
  const end = bytes.lastIndexOf(END_OF_DIRECTORY)
  if (end < 0 || end + 20 > bytes.length) return 0
  let at = bytes.readUInt32LE(end + 16)
  let sum = 0
  while (at + HEADER <= bytes.length && bytes.readUInt32LE(at) === ENTRY) {
    sum += bytes.readUInt32LE(at + 24)
    at += HEADER + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return sum
}

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const ENTRY = 0x02014b50
const HEADER = 46
