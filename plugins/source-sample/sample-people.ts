import type { Random } from './seeded-random.js'

/** Somebody who does not exist. */
export interface SamplePerson {
  readonly name: string
  readonly company: string
  readonly jobTitle: string
  readonly email: string
  readonly phone: string
  readonly country: string
  readonly province?: string
  readonly city: string
}

type Spelled = readonly [script: string, latin: string]

/** Makes up a person; the number keeps e-mail and phone apart from those of every other person. */
export function samplePerson(random: Random, number: number): SamplePerson {
  return random.chance(0.7) ? iranian(random, number) : foreigner(random, number)
}

function iranian(random: Random, number: number): SamplePerson {
  const [first, firstLatin] = random.pick(FIRST_NAMES)
  const [last, lastLatin] = random.pick(LAST_NAMES)
  const { province, city, area } = random.weighted(CITIES)
  return {
    name: `${first} ${last}`,
    company: `${random.pick(COMPANY_KINDS)} ${random.pick(COMPANY_NAMES)}`,
    jobTitle: random.pick(['مدیر فروش', 'مدیرعامل', 'مدیر بازاریابی', 'کارشناس خرید', 'مدیر فناوری اطلاعات', 'مدیر آموزش']),
    email: `${firstLatin}.${lastLatin}${number}@example.ir`,
    // No range is set aside for stories in Iran; no local number begins with 0000.
    phone: `+98 ${area} 0000 ${String(number).padStart(4, '0')}`,
    country: 'IR',
    province,
    city,
  }
}

function foreigner(random: Random, number: number): SamplePerson {
  const { country, city, phone } = random.pick(ABROAD)
  const first = random.pick(FOREIGN_FIRST)
  const last = random.pick(FOREIGN_LAST)
  return {
    name: `${first} ${last}`,
    company: `${random.pick(FOREIGN_COMPANIES)} ${random.pick(['Group', 'Trading', 'Systems', 'Partners', 'Foods', 'Labs'])}`,
    jobTitle: random.pick(['Head of Sales', 'Managing Director', 'Marketing Manager', 'Buyer', 'IT Manager', 'Operations Lead']),
    email: `${first}.${last}${number}@example.com`.toLowerCase(),
    phone: phone(number),
    country,
    city,
  }
}

const FIRST_NAMES: readonly [Spelled, ...Spelled[]] = [
  ['سارا', 'sara'],
  ['رضا', 'reza'],
  ['مریم', 'maryam'],
  ['امیر', 'amir'],
  ['زهرا', 'zahra'],
  ['حسین', 'hossein'],
  ['نگار', 'negar'],
  ['پویا', 'pouya'],
  ['لیلا', 'leila'],
  ['بهرام', 'bahram'],
  ['شیرین', 'shirin'],
  ['کاوه', 'kaveh'],
  ['مینا', 'mina'],
  ['آرش', 'arash'],
  ['نرگس', 'narges'],
  ['سینا', 'sina'],
]

const LAST_NAMES: readonly [Spelled, ...Spelled[]] = [
  ['احمدی', 'ahmadi'],
  ['کریمی', 'karimi'],
  ['موسوی', 'mousavi'],
  ['رضایی', 'rezaei'],
  ['جعفری', 'jafari'],
  ['شریفی', 'sharifi'],
  ['نوری', 'nouri'],
  ['صادقی', 'sadeghi'],
  ['فرهادی', 'farhadi'],
  ['گلزار', 'golzar'],
  ['پناهی', 'panahi'],
  ['ژیان', 'zhian'],
  ['مرادی', 'moradi'],
  ['توکلی', 'tavakoli'],
]

const COMPANY_KINDS = ['شرکت', 'گروه', 'بازرگانی', 'صنایع', 'فروشگاه', 'آموزشگاه'] as const
const COMPANY_NAMES = [
  'آفتاب',
  'البرز نو',
  'پارس‌ کاوان',
  'سپهر',
  'نگین شرق',
  'کیمیا',
  'رایان‌گستر',
  'مهر تجارت',
  'بهاران',
  'دنا',
] as const

interface City {
  readonly share: number
  readonly province: string
  readonly city: string
  readonly area: string
}

const CITIES: readonly [City, ...City[]] = [
  { share: 38, province: 'tehran', city: 'تهران', area: '21' },
  { share: 12, province: 'isfahan', city: 'اصفهان', area: '31' },
  { share: 11, province: 'khorasan-razavi', city: 'مشهد', area: '51' },
  { share: 9, province: 'fars', city: 'شیراز', area: '71' },
  { share: 8, province: 'east-azerbaijan', city: 'تبریز', area: '41' },
  { share: 6, province: 'alborz', city: 'کرج', area: '26' },
  { share: 5, province: 'khuzestan', city: 'اهواز', area: '61' },
  { share: 4, province: 'gilan', city: 'رشت', area: '13' },
  { share: 4, province: 'yazd', city: 'یزد', area: '35' },
  { share: 3, province: 'kerman', city: 'کرمان', area: '34' },
]

const digits = (number: number, length: number): string => String(number % 10 ** length).padStart(length, '0')

interface Abroad {
  readonly country: string
  readonly city: string
  phone(number: number): string
}

/** Cities abroad, with the numbers that their authorities keep free for stories. */
const ABROAD: readonly [Abroad, ...Abroad[]] = [
  { country: 'US', city: 'Austin', phone: (n: number) => `+1 512 555 01${digits(n, 2)}` },
  { country: 'GB', city: 'London', phone: (n: number) => `+44 20 7946 0${digits(n, 3)}` },
  { country: 'GB', city: 'Leeds', phone: (n: number) => `+44 7700 900${digits(n, 3)}` },
  { country: 'DE', city: 'Berlin', phone: (n: number) => `+49 30 23125 ${digits(n, 3)}` },
  { country: 'FR', city: 'Lyon', phone: (n: number) => `+33 4 65 71 ${digits(n, 2)} ${digits(n + 7, 2)}` },
]

const FOREIGN_FIRST = ['Anna', 'Lukas', 'Emma', 'Omar', 'Chloe', 'James', 'Priya', 'Jonas', 'Aylin', 'Sofia'] as const
const FOREIGN_LAST = ['Brandt', 'Clarke', 'Keller', 'Haddad', 'Moreau', 'Walsh', 'Shah', 'Ozturk', 'Rossi', 'Novak'] as const
const FOREIGN_COMPANIES = ['Northwind', 'Bluefield', 'Harbour', 'Linden', 'Oakbridge', 'Silverline', 'Weststadt'] as const
