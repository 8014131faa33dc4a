const TEXT: unique symbol = Symbol('text')

/** Stands in for a stored text that should be JSON and is not, so that one damaged record does not hide all others. */
export interface UnreadableJson {
  readonly [TEXT]: string
}

/** Reads stored JSON; a text that is none is answered as what stands in for it. */
export function readStoredJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return Object.freeze({ [TEXT]: text } satisfies UnreadableJson)
  }
}

export function isUnreadable(value: unknown): value is UnreadableJson {
  return typeof value === 'object' && value !== null && TEXT in value
}
