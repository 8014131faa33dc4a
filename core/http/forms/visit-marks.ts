import type { Context } from 'hono'
import type { TouchMarks } from '../../model/entities/touch.js'
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
const ADDRESSES = ['_referrer', '_landing_page', '_visitor'] as const

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

/** The marks that the address of a page carries, and who linked to it, as a touch keeps them. */
export function visitMarksIn(page: URL, referrer: string): TouchMarks {
  const mark = (name: string) => page.searchParams.get(name)?.trim().slice(0, 1_000) || undefined
  const click = CARRIED.filter((name) => !name.startsWith('utm_'))
    .map(mark)
    .find((found) => found !== undefined)
  const isWeb = /^https?:\/\//i.test(referrer) && URL.canParse(referrer) && new URL(referrer).host !== page.host
  const marks = {
    utmSource: mark('utm_source'),
    utmMedium: mark('utm_medium'),
    utmCampaign: mark('utm_campaign'),
    utmTerm: mark('utm_term'),
    utmContent: mark('utm_content'),
    clickId: click,
    referrer: isWeb ? referrer.slice(0, 1_000) : undefined,
  }
  return Object.fromEntries(Object.entries(marks).filter(([, value]) => value !== undefined))
}
