import { createHash } from 'node:crypto'
import { emailKey } from '../model/text/email.js'
import { foldForSearch } from '../model/text/fold.js'
import { nameKey } from '../model/text/name-key.js'
import { phoneKey } from '../model/text/phone.js'
import { webHost } from '../model/text/web-host.js'
import type { ComparedField } from './dedupe-rules.js'

/** Names under which one lead can be found again. */
export interface LeadKeys {
  readonly external?: string
  readonly email?: string
  readonly phone?: string
  /** The browser it was seen with: the first person who is known on it has it; nobody is merged by it. */
  readonly visitor?: string
  /** By fields that the dedupe file names. */
  readonly compared?: readonly { readonly field: string; readonly key: string }[]
  /** Not exact: only shows leads as similar. */
  readonly name?: string
}

/** Derives the match keys of a lead's values; national phone numbers are read with `country`. */
export function leadKeys(
  values: Readonly<Record<string, unknown>>,
  { country, scope, compared = [] }: { country: string; scope?: string; compared?: readonly ComparedField[] },
): LeadKeys {
  const external = text(values['externalId'])
  const email = emailKey(text(values['email']) ?? '')
  const phone = phoneKey(text(values['phone']) ?? '', { country })
  const name = nameKey({ name: text(values['name']) ?? '', company: text(values['company']) ?? '' })
  const others = compared.flatMap(({ field, type }) => {
    const key = comparedKey(values[field], { type, country })
    return key ? [{ field, key: `field:${field}:${key}` }] : []
  })
  return {
    ...(others.length > 0 ? { compared: others } : {}),
    ...(external && scope ? { external: `external:${scope}:${external}` } : {}),
    ...(email ? { email: `email:${email}` } : {}),
    ...(phone ? { phone: `phone:${phone}` } : {}),
    ...(name ? { name } : {}),
  }
}

/** The exact ones, the surest first; the browser's comes last and only finds. */
export function exactKeys({ external, email, phone, compared = [], visitor }: LeadKeys): readonly string[] {
  return [external, email, phone, ...compared.map(({ key }) => key), visitor].filter((key) => key !== undefined)
}

/** The form in which values of a field are compared; whole numbers as they are. */
function comparedKey(value: unknown, { type, country }: Pick<ComparedField, 'type'> & { country: string }): string | undefined {
  if (typeof value === 'number') return String(value)
  const said = text(value) ?? ''
  if (type === 'email') return emailKey(said)
  if (type === 'phone') return phoneKey(said, { country })
  if (type === 'url') return webHost(said)
  return foldForSearch(said).replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || undefined
}

/** What is kept of the random key of a browser: nobody who reads the database can speak for it. */
export const visitorHash = (key: string): string => createHash('sha256').update(key).digest('hex')

/** The name by which the lead of a browser is found; undefined where the key has not the form that our snippet gives it. */
export const visitorKey = (key: string): string | undefined => (VISITOR_KEY.test(key) ? `visitor:${visitorHash(key)}` : undefined)

const VISITOR_KEY = /^[\w-]{20,64}$/

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
