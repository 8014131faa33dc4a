import type { Context } from 'hono'
import type { HttpEnv } from '../http-env.js'

const CARRIED = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'gclid',
  'wbraid',
  'gbraid',
  'fbclid',
  'msclkid',
  'ttclid',
  'twclid',
  'li_fat_id',
  'yclid',
] as const
const ADDRESSES = ['_referrer', '_landing_page'] as const

/** Where the visitor came from, as hidden fields of the form: what the address says, else the page that linked here. */
export function visitMarks(c: Context<HttpEnv>): readonly { readonly name: string; readonly value: string }[] {
  const given = [...CARRIED, ...ADDRESSES].flatMap((name) => {
    const value = c.req.query(name)?.trim().slice(0, 1_000)
    return value ? [{ name, value }] : []
  })
  const referer = c.req.header('referer')
  const knowsReferrer = given.some(({ name }) => name === '_referrer')
  return knowsReferrer || !referer ? given : [...given, { name: '_referrer', value: referer.slice(0, 1_000) }]
}
