import type { Operator } from '../../plugin-api/index.js'

/** The comparisons of json-rules-engine, answer for answer, and `present`, which asks whether there is a value at all. */
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
  /** json-rules-engine has no word for a missing value; decision tables need one. */
  present: {
    label: { en: 'is filled', fa: 'پر است' },
    test: (left, right) => (left !== undefined && left !== null && left !== '') === right,
  },
} as const satisfies Readonly<Record<string, Operator>>

/** A text that begins with digits counts as a number, and is then compared as it stands. */
function isNumeric(value: unknown): boolean {
  return typeof value === 'number' ? !Number.isNaN(value) : !Number.isNaN(Number.parseFloat(value as string))
}

function indexIn(list: unknown, value: unknown): number {
  if (Array.isArray(list)) return list.indexOf(value)
  if (typeof list === 'string') return list.indexOf(value as string)
  throw new TypeError('"in" and "notIn" need a list on the right.')
}
