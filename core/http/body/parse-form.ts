import { CrmError } from '../../errors.js'
import type { BodyLimits } from './body-limits.js'
import { checkValue } from './check-value.js'

/** The fields of a form; one that was sent several times is the list of its values. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

/**
 * Reads `application/x-www-form-urlencoded` strictly: a wrong escape is an error, not a guess.
 * @throws {CrmError} BODY_MALFORMED, BODY_TOO_COMPLEX, BODY_KEY_FORBIDDEN.
 */
export function parseForm(text: string, limits: BodyLimits): FormValues {
  const pairs = text === '' ? [] : text.split('&')
  if (pairs.length > limits.keys) throw new CrmError('BODY_TOO_COMPLEX', `The form has more than ${limits.keys} fields.`)
  const values: Record<string, string | string[]> = Object.create(null)
  for (const pair of pairs) {
    const cut = pair.indexOf('=')
    const name = decode(cut < 0 ? pair : pair.slice(0, cut))
    const value = cut < 0 ? '' : decode(pair.slice(cut + 1))
    const before = values[name]
    values[name] = before === undefined ? value : [before, value].flat()
  }
  checkValue(values, limits)
  return values
}

/** The value of a field that is asked once; the last one where it was sent several times. */
export function formText(values: FormValues, name: string): string {
  const value = values[name]
  return (typeof value === 'string' ? value : value?.at(-1)) ?? ''
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '))
  } catch (cause) {
    throw new CrmError('BODY_MALFORMED', 'The form holds an escape that is no text in UTF-8.', { cause })
  }
}
