const OUTSIDE: unique symbol = Symbol.for('sarnakh.outside') as never

/**
 * Something outside the plugin went wrong: the other side said no, the line is down, what came in cannot be read.
 * It is reported and retried like every failure, but it is no strike against the plugin.
 * With `final` it is not tried again: the answer will be the same tomorrow.
 * @example if (answer.status >= 300) throw new OutsideError(`The other side answered ${answer.status}.`)
 */
export class OutsideError extends Error {
  readonly [OUTSIDE] = true

  readonly final: boolean

  constructor(message: string, { final = false, ...options }: { cause?: unknown; final?: boolean } = {}) {
    super(message, options)
    this.name = 'OutsideError'
    this.final = final
  }
}

/** Whether something thrown is an OutsideError that says that trying again is no use. */
export const isFinalError = (thrown: unknown): boolean => isOutsideError(thrown) && (thrown as OutsideError).final

/** Whether something thrown is an OutsideError, of whichever copy of this package. */
export function isOutsideError(thrown: unknown): boolean {
  return thrown instanceof Error && OUTSIDE in thrown
}
