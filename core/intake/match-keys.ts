import { emailKey } from '../model/text/email.js'
import { nameKey } from '../model/text/name-key.js'
import { phoneKey } from '../model/text/phone.js'

/** Names under which one lead can be found again. */
export interface LeadKeys {
  readonly external?: string
  readonly email?: string
  readonly phone?: string
  /** Not exact: only shows leads as similar. */
  readonly name?: string
}

/** Derives the match keys of a lead's values; national phone numbers are read with `country`. */
export function leadKeys(
  values: Readonly<Record<string, unknown>>,
  { country, scope }: { country: string; scope?: string },
): LeadKeys {
  const external = text(values['externalId'])
  const email = emailKey(text(values['email']) ?? '')
  const phone = phoneKey(text(values['phone']) ?? '', { country })
  const name = nameKey({ name: text(values['name']) ?? '', company: text(values['company']) ?? '' })
  return {
    ...(external && scope ? { external: `external:${scope}:${external}` } : {}),
    ...(email ? { email: `email:${email}` } : {}),
    ...(phone ? { phone: `phone:${phone}` } : {}),
    ...(name ? { name } : {}),
  }
}

/** The exact ones, the surest first. */
export function exactKeys({ external, email, phone }: LeadKeys): readonly string[] {
  return [external, email, phone].filter((key) => key !== undefined)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
