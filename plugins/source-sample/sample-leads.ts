import { type SamplePerson, samplePerson } from './sample-people.js'
import { type Random, seededRandom } from './seeded-random.js'

/** A made-up lead as the journal keeps it. Times count back from when it is read, so that equal leads stay equal. */
export interface SampleLead {
  readonly values: Readonly<Record<string, unknown>>
  readonly minutesAgo: number
  readonly touch: Readonly<Record<string, string>>
  readonly activities: readonly { readonly type: string; readonly minutesAgo: number; readonly subject?: string }[]
}

const DAY = 24 * 60
const MONTH = 30 * DAY

/** Makes up leads of the past thirty days: the same for the same seed, some of them twice, some of them junk. */
export function sampleLeads(count: number, seed: number): readonly SampleLead[] {
  return Array.from({ length: count }, (_, index) => sampleLead(index, seed))
}

function sampleLead(index: number, seed: number): SampleLead {
  const random = seededRandom(seed * 10_007 + index)
  const minutesAgo = 3 + Math.floor(random.next() ** 1.5 * MONTH)
  if (random.chance(0.05)) return junk(random, { index, minutesAgo })
  const isRepeat = index >= 10 && random.chance(0.06)
  const person = isRepeat ? personOf(index - random.between(1, 9), seed) : personOf(index, seed)
  const door = random.weighted(DOORS)
  const activities = history(random, { minutesAgo, interest: door.interest })
  return {
    values: {
      ...person,
      ...wishes(random, door.interest),
      source: door.source,
      ...outcome(random, { minutesAgo, door }),
      sample: true,
    },
    minutesAgo,
    touch:
      door.medium === undefined ? {} : { utmSource: door.source, utmMedium: door.medium, utmCampaign: random.pick(CAMPAIGNS) },
    activities,
  }
}

/** Each person has a number sequence of their own, so that a second visit is by the same person. */
function personOf(index: number, seed: number): SamplePerson {
  return samplePerson(seededRandom(seed * 31 + index * 7_919), index)
}

function wishes(random: Random, interest: number): Readonly<Record<string, unknown>> {
  const isKeen = random.chance(interest * 0.7)
  const employees = random.pick([4, 12, 35, 80, 140, 320, 650, 1_400])
  return {
    employees,
    industry: random.pick(['manufacturing', 'services', 'retail', 'technology', 'education', 'health', 'construction']),
    authority: random.pick(isKeen ? ['decision-maker', 'decision-maker', 'influencer'] : ['influencer', 'user', 'none']),
    needLevel: random.pick(isKeen ? ['defined', 'defined', 'emerging'] : ['emerging', 'none']),
    timeline: random.pick(isKeen ? ['now', 'quarter', 'quarter'] : ['quarter', 'year', 'unknown']),
    message: random.pick(MESSAGES),
    ...(random.chance(0.3 + interest)
      ? { budget: { amount: employees * random.between(20, 90) * 1_000_000, currency: 'IRR' } }
      : {}),
  }
}

function history(random: Random, { minutesAgo, interest }: { minutesAgo: number; interest: number }): SampleLead['activities'] {
  const later = (least: number, most: number) => Math.max(1, minutesAgo - random.between(least, most))
  const visits = Array.from({ length: random.between(0, random.chance(interest) ? 4 : 1) }, () => ({
    type: 'page.pricing',
    minutesAgo: Math.max(1, minutesAgo - random.between(-300, DAY)),
  }))
  const isAnswered = minutesAgo > 20 * 60 ? random.chance(0.93) : minutesAgo > 90 && random.chance(0.6)
  if (!isAnswered) return visits
  const called = { type: 'call.outbound', minutesAgo: later(2, 240), subject: random.pick(CALLS) }
  const hasReplied = minutesAgo > DAY && random.chance(interest)
  const replied = { type: random.pick(['call.inbound', 'mail.received', 'meeting']), minutesAgo: later(300, DAY) }
  return [...visits, called, ...(hasReplied ? [replied] : [])]
}

/** The older a lead, the likelier it is won or given up by now. */
function outcome(random: Random, { minutesAgo, door }: { minutesAgo: number; door: Door }): Readonly<Record<string, unknown>> {
  if (!random.chance(Math.min(0.9, minutesAgo / (20 * DAY)))) return {}
  if (random.chance(door.won)) return { status: 'converted' }
  return random.chance(0.45)
    ? { status: 'lost', statusReason: random.pick(['too-expensive', 'competitor', 'feature-missing', 'no-decision']) }
    : {}
}

function junk(random: Random, { index, minutesAgo }: { index: number; minutesAgo: number }): SampleLead {
  const values = {
    name: random.pick(['asdf', 'test test', 'تست', 'qwerty']),
    email: `test${index}@example.com`,
    source: 'web-form',
    status: 'junk',
    statusReason: random.pick(['test', 'spam', 'wrong-data']),
    sample: true,
  }
  return { values, minutesAgo, touch: {}, activities: [] }
}

interface Door {
  readonly source: string
  readonly share: number
  /** How often who comes this way is keen, and how often it ends in a sale. */
  readonly interest: number
  readonly won: number
  readonly medium?: string
}

const DOORS: readonly [Door, ...Door[]] = [
  { source: 'google', share: 26, interest: 0.45, won: 0.3, medium: 'cpc' },
  { source: 'instagram', share: 24, interest: 0.25, won: 0.14, medium: 'social' },
  { source: 'web-form', share: 20, interest: 0.5, won: 0.35 },
  { source: 'exhibition', share: 12, interest: 0.4, won: 0.28 },
  { source: 'referral', share: 10, interest: 0.8, won: 0.62 },
  { source: 'webinar', share: 8, interest: 0.35, won: 0.22, medium: 'email' },
]

const CAMPAIGNS = ['nowruz-1405', 'spring-demo', 'brand', 'retargeting'] as const
const CALLS = [
  'نیاز را پرسیدیم؛ پیشنهاد فرستاده می‌شود',
  'پاسخ نداد',
  'قرار شد دوشنبه دوباره تماس بگیریم',
  'Asked for a quote',
] as const
const MESSAGES = [
  'برای تیم فروش ۱۲ نفره دنبال سامانه‌ای ساده هستیم.',
  'لطفاً پیش‌فاکتور بفرستید.',
  'آیا با تقویم شمسی و ریال کار می‌کند؟',
  'از اکسل خسته شده‌ایم؛ می‌خواهیم سرنخ‌ها گم نشوند.',
  'در نمایشگاه با شما آشنا شدیم و نسخهٔ نمایشی می‌خواهیم.',
  'We need to route inbound leads to five branches.',
  'Please call me about prices for 40 seats.',
  'How long does a migration from spreadsheets take?',
] as const
