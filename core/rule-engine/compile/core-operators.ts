import type { CoreOperatorName } from '../../model/core-operator-names.js'
import { foldForSearch } from '../../model/text/fold.js'
import type { Operator } from '../../plugin-api/index.js'

/**
 * What json-rules-engine has no word for: whether there is a value at all, and texts compared as readers do.
 * Folded are letter case, Arabic and Persian letters and digits, accents, half spaces and runs of white space; see `foldForSearch`.
 * A text of nothing but white space is like no text.
 */
export const ownOperators = {
  present: {
    label: { en: 'is filled', fa: 'پر است' },
    test: (left, right) => (left !== undefined && left !== null && left !== '') === right,
  },
  sameText: {
    label: { en: 'reads the same as', fa: 'همان متن است:' },
    test: (left, right) => foldedTest(left, right, (text, wanted) => text === wanted),
  },
  includesText: {
    label: { en: 'has the text', fa: 'این متن را در خود دارد:' },
    test: (left, right) => foldedTest(left, right, (text, wanted) => text.includes(wanted)),
  },
  startsWithText: {
    label: { en: 'begins with the text', fa: 'با این متن آغاز می‌شود:' },
    test: (left, right) => foldedTest(left, right, (text, wanted) => text.startsWith(wanted)),
  },
  endsWithText: {
    label: { en: 'ends with the text', fa: 'با این متن پایان می‌یابد:' },
    test: (left, right) => foldedTest(left, right, (text, wanted) => text.endsWith(wanted)),
  },
} as const satisfies Readonly<Record<string, Operator>>

/** The comparisons of json-rules-engine, answer for answer, and those of our own. */
export const coreOperators = {
  equal: { label: { en: 'is', fa: 'برابر است با' }, test: (left, right) => left === right },
  notEqual: { label: { en: 'is not', fa: 'برابر نیست با' }, test: (left, right) => left !== right },
  in: { label: { en: 'is one of', fa: 'یکی از این‌هاست:' }, test: (left, right) => indexIn(right, left) > -1 },
  notIn: { label: { en: 'is none of', fa: 'هیچ‌یک از این‌ها نیست:' }, test: (left, right) => indexIn(right, left) === -1 },
  contains: {
    label: { en: 'contains', fa: 'شامل است بر' },
    test: (left, right) => Array.isArray(left) && left.indexOf(right) > -1,
  },
  doesNotContain: {
    label: { en: 'does not contain', fa: 'شامل نیست بر' },
    test: (left, right) => Array.isArray(left) && left.indexOf(right) === -1,
  },
  lessThan: {
    label: { en: 'is less than', fa: 'کمتر است از' },
    test: (left, right) => isNumeric(left) && (left as number) < (right as number),
  },
  lessThanInclusive: {
    label: { en: 'is at most', fa: 'کمتر یا برابر است با' },
    test: (left, right) => isNumeric(left) && (left as number) <= (right as number),
  },
  greaterThan: {
    label: { en: 'is more than', fa: 'بیشتر است از' },
    test: (left, right) => isNumeric(left) && (left as number) > (right as number),
  },
  greaterThanInclusive: {
    label: { en: 'is at least', fa: 'بیشتر یا برابر است با' },
    test: (left, right) => isNumeric(left) && (left as number) >= (right as number),
  },
  ...ownOperators,
} as const satisfies Readonly<Record<CoreOperatorName, Operator>>

type TextTest = (text: string, wanted: string) => boolean

function foldedTest(left: unknown, right: unknown, test: TextTest): boolean {
  if (typeof left !== 'string' || typeof right !== 'string') return false
  const wanted = foldForSearch(right)
  return wanted !== '' && test(foldForSearch(left), wanted)
}

/** A text that begins with digits counts as a number, and is then compared as it stands. */
function isNumeric(value: unknown): boolean {
  return typeof value === 'number' ? !Number.isNaN(value) : !Number.isNaN(Number.parseFloat(value as string))
}

function indexIn(list: unknown, value: unknown): number {
  if (Array.isArray(list)) return list.indexOf(value)
  if (typeof list === 'string') return list.indexOf(value as string)
  throw new TypeError('"in" and "notIn" need a list on the right.')
}
