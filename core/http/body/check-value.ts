import { CrmError } from '../../errors.js'
import type { BodyLimits } from './body-limits.js'

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
/** What no database stores as text: NUL, and halves of characters. */
const UNSTORABLE = /\0|\p{Surrogate}/u

/**
 * Checks foreign JSON before anything else sees it.
 * @throws {CrmError} BODY_TOO_COMPLEX, BODY_KEY_FORBIDDEN, BODY_MALFORMED for texts that cannot be stored.
 */
export function checkValue(value: unknown, limits: Omit<BodyLimits, 'bytes'>): void {
  const visit = (node: unknown, depth: number): void => {
    if (typeof node === 'string') checkText(node, limits.text)
    if (typeof node !== 'object' || node === null) return
    if (depth > limits.depth) throw tooComplex(`It is nested deeper than ${limits.depth} levels.`)
    const names = Object.keys(node)
    if (Array.isArray(node)) {
      if (names.length > limits.elements) throw tooComplex(`A list in it has more than ${limits.elements} elements.`)
    } else {
      if (names.length > limits.keys) throw tooComplex(`It has more than ${limits.keys} names in one place.`)
      for (const name of names) checkName(name, limits.text)
    }
    for (const child of Object.values(node)) visit(child, depth + 1)
  }
  visit(value, 1)
}

function checkName(name: string, longest: number): void {
  if (FORBIDDEN.has(name)) throw new CrmError('BODY_KEY_FORBIDDEN', `The name "${name}" is not allowed in a body.`)
  checkText(name, longest)
}

function checkText(text: string, longest: number): void {
  if (text.length > longest) throw tooComplex(`A text in it is longer than ${longest} characters.`)
  if (UNSTORABLE.test(text)) {
    throw new CrmError('BODY_MALFORMED', 'A text in the body holds a NUL or half of a character.')
  }
}

function tooComplex(why: string): CrmError {
  return new CrmError('BODY_TOO_COMPLEX', `The body is too complex. ${why}`)
}
