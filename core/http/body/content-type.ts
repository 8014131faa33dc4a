import { CrmError } from '../../errors.js'

export type BodyType = 'application/json' | 'application/x-www-form-urlencoded'

const WRITTEN = /^([a-z]+\/[a-z0-9.+-]+)\s*(?:;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i

/**
 * The type of a body, read to the letter: nothing is guessed, and a second parser is never reached by a parameter.
 * @throws {CrmError} BODY_TYPE_UNSUPPORTED.
 */
export function bodyType(header: string | null | undefined, accepted: readonly BodyType[]): BodyType {
  const name = WRITTEN.exec(header?.trim() ?? '')?.[1]?.toLowerCase()
  const type = accepted.find((candidate) => candidate === name)
  if (type) return type
  throw new CrmError(
    'BODY_TYPE_UNSUPPORTED',
    {
      en: `Send the body as ${accepted.join(' or ')}, in UTF-8.`,
      fa: `بدنه را به شکل ${accepted.join(' یا ')} و با UTF-8 بفرستید.`,
    },
    { details: { accepted } },
  )
}
