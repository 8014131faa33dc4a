import type { Refusal } from './awaitable.js'
import type { RawCapture } from './lead-source.js'

/** How deep and how wide a payload may be, however small its bytes are. */
const LIMITS = { depth: 20, keys: 500, text: 32 * 1_024, elements: 1_000 }
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads the body of a capture: a form in URL encoding (a name given several times becomes a list) or JSON, both in UTF-8.
 * What cannot be read, or is built to harm, is refused in words for the sender.
 * @example readPayload({ contentType: 'application/json', body }) // { payload: { name: 'Sara' } }
 */
export function readPayload({
  contentType,
  body,
}: Pick<RawCapture, 'contentType' | 'body'>): { readonly payload: unknown } | Refusal {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type.startsWith('multipart/')) return { refused: 'Send the form in URL encoding or as JSON; multipart is not read here.' }
  const text = utf8(body)
  if (text === undefined) return { refused: 'The body is not text in UTF-8.' }
  const read = type === 'application/x-www-form-urlencoded' ? { payload: formValues(text) } : json(text)
  if ('refused' in read) return read
  const mistake = mistakeIn(read.payload, 0)
  return mistake ? { refused: mistake } : read
}

function utf8(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

function json(text: string): { readonly payload: unknown } | Refusal {
  try {
    return { payload: JSON.parse(text) }
  } catch {
    return { refused: 'The body is not valid JSON.' }
  }
}

function formValues(text: string): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(text)) {
    const known = values.get(name)
    if (known) known.push(value)
    else values.set(name, [value])
  }
  return Object.fromEntries([...values].map(([name, [only = '', ...more]]) => [name, more.length === 0 ? only : [only, ...more]]))
}

function mistakeIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string')
    return value.length > LIMITS.text ? `A text is longer than ${LIMITS.text} characters.` : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (depth >= LIMITS.depth) return `The body is nested deeper than ${LIMITS.depth} levels.`
  if (Array.isArray(value)) {
    if (value.length > LIMITS.elements) return `A list has more than ${LIMITS.elements} elements.`
    return firstMistake(value, depth)
  }
  const names = Object.keys(value)
  if (names.length > LIMITS.keys) return `An object has more than ${LIMITS.keys} names.`
  const forbidden = names.find((name) => FORBIDDEN.has(name))
  return forbidden === undefined ? firstMistake(Object.values(value), depth) : `The name "${forbidden}" is not allowed.`
}

function firstMistake(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const mistake = mistakeIn(value, depth + 1)
    if (mistake) return mistake
  }
  return undefined
}
