import { formatDate, formatInstant, type InstantStyle } from '../model/calendar/format-instant.js'
import { formatRelative } from '../model/calendar/relative-time.js'
import type { FieldDeclaration } from '../model/fields.js'
import type { Money } from '../model/money.js'
import { formatMoney, formatNumber, formatPercent } from '../model/text/format-number.js'
import { type Text, textIn } from '../model/text/localized-text.js'
import type { Reader } from './reader.js'
import type { Words } from './renderer-messages.js'
import { fieldText } from './view-field.js'

/** How a page writes values for its reader: digits, dates and words of their language. */
export interface ShowTools {
  number(value: number): string
  percent(share: number): string
  money(value: Money): string
  date(ms: number, style?: InstantStyle): string
  /** A day, `YYYY-MM-DD`. */
  day(value: string): string
  /** How long ago, in the largest unit. */
  ago(ms: number): string
  /** Seconds as a countdown: minutes and seconds, from an hour on its largest unit. */
  clock(seconds: number): string
  /** A length of time in its largest unit, for example `3 hr`. */
  span(ms: number): string
  /** For the `datetime` attribute. */
  iso(ms: number): string
  text(text: Text): string
  /** The words for an id where the messages have some, otherwise the id itself. */
  named(group: string, id: string): string
  /** A value as its field's declaration says. */
  field(declaration: FieldDeclaration | undefined, value: unknown): string
  /** Up to two letters that stand for a name. */
  initials(name: string): string
  /** One of six tones, always the same for the same text. */
  tone(text: string): number
  readonly now: number
}

/** Gives a reader's tools at one instant. */
export function showTools({ reader, words, now }: { reader: Reader; words: Words; now: number }): ShowTools {
  const { language } = reader
  const tools: ShowTools = {
    now,
    number: (value) => formatNumber(value, language),
    percent: (share) => formatPercent(share, language),
    money: (value) => formatMoney(value, language),
    date: (ms, style = 'short') => formatInstant(ms, { ...reader, style }),
    day: (value) => formatDate(value, reader),
    ago: (ms) => formatRelative(ms, { now, language }),
    clock: (seconds) => clock(seconds, language),
    span: (ms) => span(ms, language),
    iso: (ms) => new Date(ms).toISOString(),
    text: (text) => textIn(text, language),
    named: (group, id) => namedIn(words, `${group}.${id}`) ?? id,
    field: (declaration, value) => fieldText(declaration, value, { writer: tools, words }),
    initials,
    tone: (text) => [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6,
  }
  return tools
}

function clock(seconds: number, language: string): string {
  if (seconds >= 3_600) return span(seconds * 1_000, language)
  const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 })
  return `${formatNumber(Math.floor(seconds / 60), language)}:${two.format(seconds % 60)}`
}

const SPANS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function span(ms: number, language: string): string {
  const [unit, length] = SPANS.find(([, size]) => ms >= size) ?? ['second', 1_000]
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(ms / length))
}

function namedIn(words: Words, key: string): string | undefined {
  const found = words(key)
  return found === key || typeof found !== 'string' ? undefined : found
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/u)
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : ''].map((part) => [...(part ?? '')][0] ?? '')
  // Two Persian letters side by side would join into one shape.
  return letters
    .filter((letter) => letter !== '')
    .join(/\p{Script=Arabic}/u.test(name) ? '\u200c' : '')
    .toUpperCase()
}
