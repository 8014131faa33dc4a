import type { RawCapture, TouchMarks } from '../../core/plugin-api/index.js'

/** Names of campaign marks in an address, and what they are called in a touch. */
const UTM = {
  utm_source: 'utmSource',
  utm_medium: 'utmMedium',
  utm_campaign: 'utmCampaign',
  utm_term: 'utmTerm',
  utm_content: 'utmContent',
} as const
/** Click marks of advertisers; the first that is there counts. */
const CLICKS = ['gclid', 'wbraid', 'gbraid', 'fbclid', 'msclkid', 'ttclid', 'twclid', 'li_fat_id', 'yclid'] as const
const MARKS = [...Object.keys(UTM), ...CLICKS]
const LONGEST = 1_000

type Marks = Readonly<Record<string, unknown>>

/**
 * Collects the marks of a visit: hidden fields of the form first, then the address it was posted to, then the page it stands on.
 * They are untrusted texts; an address that is not http is left out.
 */
export function marksOf({ query, headers }: Pick<RawCapture, 'query' | 'headers'>, answers: Marks): Marks {
  const landing = webAddress(answers['_landing_page']) ?? webAddress(headers['referer'])
  const onPage = landing ? Object.fromEntries(new URL(landing).searchParams) : {}
  const marks = MARKS.flatMap((name) => {
    const mark = text(answers[name]) ?? text(query[name]) ?? text(onPage[name])
    return mark === undefined ? [] : [[name, mark] as const]
  })
  const referrer = webAddress(answers['_referrer'])
  return { ...Object.fromEntries(marks), ...(referrer ? { referrer } : {}), ...(landing ? { landing_page: landing } : {}) }
}

/** Writes the marks that were kept as a touch. */
export function touchMarks(context: Marks): TouchMarks {
  const utm = Object.entries(UTM).flatMap(([name, field]) => pair(field, context[name]))
  const click = CLICKS.map((name) => text(context[name])).find((mark) => mark !== undefined)
  return Object.fromEntries([
    ...utm,
    ...pair('clickId', click),
    ...pair('referrer', context['referrer']),
    ...pair('landingPage', context['landing_page']),
  ])
}

function pair(name: string, value: unknown): readonly (readonly [string, string])[] {
  const mark = text(value)
  return mark === undefined ? [] : [[name, mark]]
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST) : undefined
}

function webAddress(value: unknown): string | undefined {
  const address = text(value)
  return address !== undefined && /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined
}
