import { createScanner } from 'jsonc-parser'

/** A word or a sign of a text. */
export interface JsonToken {
  readonly offset: number
  readonly length: number
}

/** Words and signs one after the other, without blanks and comments. */
export function* tokensOf(body: string): Generator<JsonToken> {
  const scanner = createScanner(body, true)
  scanner.scan()
  // The end is the only word without a length.
  while (scanner.getTokenLength() > 0) {
    yield { offset: scanner.getTokenOffset(), length: scanner.getTokenLength() }
    scanner.scan()
  }
}
