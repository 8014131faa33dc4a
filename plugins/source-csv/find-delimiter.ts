/** What stands between two columns, most usual first. */
const DELIMITERS = [',', ';', '\t', '|'] as const
const LONGEST_HEADER = 1024 * 1024

/** The text of a file with the sign that parts its columns. */
export interface Delimited {
  readonly delimiter: string
  readonly text: AsyncIterable<string>
}

/** Finds the delimiter: the sign that stands most often in the first line, outside of quotes. */
export async function findDelimiter(text: AsyncIterable<string>): Promise<Delimited> {
  const pieces = text[Symbol.asyncIterator]()
  let head = ''
  let header: string | undefined
  while (header === undefined && head.length < LONGEST_HEADER) {
    const { value, done } = await pieces.next()
    if (done) break
    head += value
    header = firstLine(head)
  }
  return { delimiter: mostFrequent(header ?? head), text: joined(head, pieces) }
}

async function* joined(head: string, rest: AsyncIterator<string>): AsyncIterable<string> {
  yield head
  for (let piece = await rest.next(); !piece.done; piece = await rest.next()) yield piece.value
}

function firstLine(text: string): string | undefined {
  let isQuoted = false
  for (let index = 0; index < text.length; index++) {
    const sign = text[index]
    if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && (sign === '\n' || sign === '\r') && text.slice(0, index).trim() !== '') return text.slice(0, index)
  }
  return undefined
}

function mostFrequent(header: string): string {
  const plain = header.replace(/"[^"]*"/g, '')
  const count = (sign: string) => plain.split(sign).length
  return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ','
}
