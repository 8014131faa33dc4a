const OUTSIDE: unique symbol = Symbol.for('sarnakh.outside') as never

/**
 * Something outside the plugin went wrong: the other side said no, the line is down, what came in cannot be read.
 * It is reported and retried like every failure, but it is no strike against the plugin.
 * @example if (answer.status >= 300) throw new OutsideError(`The other side answered ${answer.status}.`)
 */
export class OutsideError extends Error {
  readonly [OUTSIDE] = true

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'OutsideError'
  }
}

/** Whether something thrown is an OutsideError, of whichever copy of this package. */
export function isOutsideError(thrown: unknown): boolean {
  return thrown instanceof Error && OUTSIDE in thrown
}
