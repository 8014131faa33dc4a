/** How large and how tangled a body may be; the rest of the product may rely on it. */
export interface BodyLimits {
  readonly bytes: number
  readonly depth: number
  /** Names in one object or form. */
  readonly keys: number
  /** Elements of one list. */
  readonly elements: number
  /** UTF-16 units of one text. */
  readonly text: number
}

const SHAPE = { depth: 20, keys: 500, elements: 1_000, text: 32 * 1024 }

export const FORM_LIMITS: BodyLimits = Object.freeze({ bytes: 64 * 1024, ...SHAPE })
export const MESSAGE_LIMITS: BodyLimits = Object.freeze({ bytes: 256 * 1024, ...SHAPE })
