import { createScanner } from 'jsonc-parser'
import type { SaidMessage } from '../../errors.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import { type BareValue, bareNumber, bareWords, halfQuoted, otherComment, otherQuotes } from './bare-values.js'
import type { Fix, TextEdit } from './fix.js'
import { oddSign } from './odd-signs.js'

/** What somebody typed in place of what JSON has, told at its first place with all places in its fix. */
export interface TypingSlip {
  readonly offset: number
  readonly what: SaidMessage
  readonly places: number
  readonly fix: Fix
}

const MOST_PLACES = 5_000
const MOST_SLIPS = 20

/** Finds signs, quotes, numbers and words that JSON does not know, in a text that is no JSON because of them or of something else. */
export function typingSlips(body: string): readonly TypingSlip[] {
  const byWhat = new Map<string, Found[]>()
  let count = 0
  for (const found of slipsIn(body)) {
    const places = byWhat.get(found.what.en) ?? []
    places.push(found)
    byWhat.set(found.what.en, places)
    count++
    if (byWhat.size >= MOST_SLIPS || count >= MOST_PLACES) break
  }
  return [...byWhat.values()].flatMap(([first, ...others]) => (first ? [slipOf(first, others)] : []))
}

interface Found extends BareValue {
  readonly offset: number
}

function slipOf(first: Found, others: readonly Found[]): TypingSlip {
  const edits = [first, ...others].map(({ offset, length, content }): TextEdit => ({ offset, length, content }))
  const title = TITLES.get(first.content) ?? { en: `Write ${first.content} here.`, fa: `اینجا ${first.content} بنویسید.` }
  return { offset: first.offset, what: first.what, places: edits.length, fix: { title, edits } }
}

const TITLES: ReadonlyMap<string, LocalizedText> = new Map([
  ['', { en: 'Take it out.', fa: 'آن را بردارید.' }],
  [' ', { en: 'Write an ordinary space.', fa: 'فاصلهٔ معمولی بگذارید.' }],
])

function* slipsIn(body: string): Generator<Found> {
  const scanner = createScanner(body, true)
  let before = ''
  scanner.scan()
  // The end is the only word without a length.
  for (; scanner.getTokenLength() > 0; scanner.scan()) {
    const offset = scanner.getTokenOffset()
    const found = slipAt(body, { offset, word: scanner.getTokenValue(), end: scanner.getPosition(), before })
    if (found) {
      yield { ...found, offset }
      scanner.setPosition(offset + found.length)
    }
    before = body.charAt(offset)
  }
}

interface Token {
  readonly offset: number
  readonly word: string
  readonly end: number
  /** The sign with which the word before it begins. */
  readonly before: string
}

function slipAt(body: string, { offset, word, end, before }: Token): BareValue | undefined {
  const sign = String.fromCodePoint(body.codePointAt(offset) ?? 0)
  const isValue = before === ':'
  if (sign === '"') return isHalf(body, { offset, end }) ? halfQuoted(body, offset) : undefined
  if (/[\d-]/.test(sign)) return /[:[,]/.test(before) ? bareNumber(body, { offset, isValue }) : undefined
  if (/[{}[\],:/]/.test(sign) || JSON_WORDS.has(word)) return undefined
  const odd = oddSign(sign)
  if (odd) return { length: sign.length, content: odd.instead, what: odd.what }
  return (
    otherComment(body, offset) ?? otherQuotes(body, offset) ?? bareNumber(body, { offset, isValue }) ?? bareWords(body, offset)
  )
}

const JSON_WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null'])

/** Whether a text in quotes ends where nobody meant it to: at the end of the line, or right before a letter. */
const isHalf = (body: string, { offset, end }: Pick<Token, 'offset' | 'end'>): boolean =>
  end - offset === 1 || body.charAt(end - 1) !== '"' || /[\p{L}\p{N}_$]/u.test(body.charAt(end))
