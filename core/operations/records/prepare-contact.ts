import { emailKey } from '../../model/text/email.js'
import { phoneKey } from '../../model/text/phone.js'
import type { PrepareRecord } from './record-plan.js'

/** Keeps the keys by which a lead finds the contact it already is. */
export const prepareContact: PrepareRecord = async ({ settings }, { after }) => ({
  after: { ...after, ...contactKeys(after, settings) },
})

/** Keys of a contact: its folded e-mail and phone; `undefined` where there is none. */
export function contactKeys(values: Readonly<Record<string, unknown>>, { country }: { country: string }) {
  const { email, phone } = values
  return {
    emailKey: (typeof email === 'string' && emailKey(email)) || undefined,
    phoneKey: (typeof phone === 'string' && phoneKey(phone, { country })) || undefined,
  }
}
