import type { SaidMessage } from '../../errors.js'
import { asciiDigits } from '../../model/text/fold.js'
import { parseNumber } from '../../model/text/parse-number.js'

/** A piece of text that is meant as a value or a key, and how JSON writes it. */
export interface BareValue {
  readonly length: number
  readonly content: string
  readonly what: SaidMessage
}

/** Where a piece of text begins, and whether a colon stands right before it. */
interface Place {
  readonly offset: number
  readonly isValue: boolean
}

/** What begins at a place with other quotes than JSON's: all of it up to the quote that closes it. */
export function otherQuotes(body: string, offset: number): BareValue | undefined {
  const [found = '', inner] = matchAt(OTHER_QUOTES, body, offset)
  if (inner === undefined) return undefined
  const quote = found.charAt(0)
  const what = {
    en: `the quote ${quote} stands here in place of "`,
    fa: `اینجا به جای " نشانهٔ ${quote} آمده است`,
  }
  return { length: found.length, content: JSON.stringify(inner), what }
}

/** A text that opens with `"` and closes with another quote. */
export function halfQuoted(body: string, offset: number): BareValue | undefined {
  const [found = '', inner] = matchAt(HALF_QUOTED, body, offset)
  if (inner === undefined) return undefined
  const quote = found.charAt(found.length - 1)
  const what = { en: `this text closes with ${quote} in place of "`, fa: `این متن به جای " با ${quote} بسته شده است` }
  return { length: found.length, content: JSON.stringify(inner), what }
}

/** A day, a time or a number that is not written as JSON writes it. */
export function bareNumber(body: string, { offset, isValue }: Place): BareValue | undefined {
  const [moment] = matchAt(MOMENT, body, offset)
  if (moment !== undefined) {
    const content = JSON.stringify(asciiDigits(moment).replaceAll('/', '-'))
    const what = { en: `a day or a time stands in quotes: ${content}`, fa: `تاریخ و ساعت در گیومه نوشته می‌شود: ${content}` }
    return { length: moment.length, content, what }
  }
  const [found] = matchAt(isValue ? GROUPED : NUMBER, body, offset)
  const meant = found === undefined ? undefined : parseNumber(found)
  if (found === undefined || meant === undefined || String(meant) === found) return undefined
  return {
    length: found.length,
    content: String(meant),
    what: {
      en: `${found} is not how JSON writes a number; write ${meant}`,
      fa: `عدد ${found} در JSON این‌گونه نوشته می‌شود: ${meant}`,
    },
  }
}

/** A comment as other languages write it. */
export function otherComment(body: string, offset: number): BareValue | undefined {
  const [found] = matchAt(OTHER_COMMENT, body, offset)
  const what = { en: 'a comment begins with //, not with #', fa: 'توضیح با // آغاز می‌شود، نه با #' }
  return found === undefined ? undefined : { length: found.length, content: `//${found.slice(1)}`, what }
}

/** Words without quotes: a truth value spelt in another way, or a text. */
export function bareWords(body: string, offset: number): BareValue | undefined {
  const [found, words = ''] = matchAt(WORDS, body, offset)
  if (found === undefined) return undefined
  const literal = LITERALS.get(words.toLowerCase())
  const content = literal ?? JSON.stringify(words)
  const what = literal
    ? { en: `${words} is written ${literal}`, fa: `${words} باید ${literal} نوشته شود` }
    : {
        en: `${words} is an unknown word; a text stands in double quotes`,
        fa: `${words} واژه‌ای ناشناخته است؛ متن میان دو " می‌آید`,
      }
  return { length: found.length, content, what }
}

function matchAt(pattern: RegExp, body: string, offset: number): readonly (string | undefined)[] {
  pattern.lastIndex = offset
  return pattern.exec(body) ?? []
}

// Lengths are limited, so that a hostile line costs no more than its length.
const OTHER_QUOTES = /[“”„‟«»‘’‚‛`']([^\n"]{0,300}?)[“”„‟«»‘’‚‛`'"](?=\s*(?:[:,،؛;\]}]|$))/my
const HALF_QUOTED = /"([^"\n]{0,300}?)[“”„‟«»’'](?=\s*(?:[:,،؛;\]}]|$))/my
const MOMENT =
  /(?:[\d۰-۹٠-٩]{4}([-/])[\d۰-۹٠-٩]{2}\1[\d۰-۹٠-٩]{2}(?:T[\d:.]{4,20}Z?)?|[\d۰-۹٠-٩]{1,2}:[\d۰-۹٠-٩]{2}(?:-[\d۰-۹٠-٩]{1,2}:[\d۰-۹٠-٩]{2})?)(?=[\s,،؛}\]]|$)/my
const NUMBER = /[+\-−]?[.٫]?[\d۰-۹٠-٩][\d۰-۹٠-٩٬٫.]{0,30}/y
const GROUPED =
  /[+\-−]?(?:[1-9۱-۹١-٩][\d۰-۹٠-٩]{0,2}(?:[,٬][\d۰-۹٠-٩]{3})+(?![\d۰-۹٠-٩])|[\d۰-۹٠-٩]{0,20})(?:[.٫][\d۰-۹٠-٩]{1,20})?/y
const WORDS = /([\p{L}_$][^\n"{}[\]:,،؛;/]{0,200}?)"?(?=\s*(?:["{}[\]:,،؛;/]|$))/muy

const OTHER_COMMENT = /#[^\n]*/y

const LITERALS: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['yes', 'true'],
  ['بله', 'true'],
  ['false', 'false'],
  ['no', 'false'],
  ['خیر', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
])
