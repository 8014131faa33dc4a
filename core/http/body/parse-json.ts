import { asError, CrmError } from '../../errors.js'
import { type BodyLimits, MESSAGE_LIMITS } from './body-limits.js'
import { checkValue } from './check-value.js'

/**
 * Reads JSON from a stranger. A key that stands twice counts as written last.
 * @throws {CrmError} BODY_MALFORMED, BODY_TOO_COMPLEX, BODY_KEY_FORBIDDEN.
 */
export function parseJson(text: string, limits: BodyLimits = MESSAGE_LIMITS): unknown {
  const value = parse(text)
  checkValue(value, limits)
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CrmError(
      'BODY_MALFORMED',
      {
        en: `The body is not JSON: ${asError(cause).message.slice(0, 120)}.`,
        fa: `بدنه JSON نیست: ${asError(cause).message.slice(0, 120)}`,
      },
      { cause },
    )
  }
}
