import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { asciiDigits } from './fold.js'

/** Where a number without a country code is at home: ISO 3166, two letters. */
export interface PhoneOptions {
  readonly country?: string
}

/**
 * The form of a phone number by which two leads are the same person: E.164, undefined when no such number can exist.
 * An extension stays, as `;ext=12`: colleagues behind one switchboard are different people.
 * @example phoneKey('۰۹۱۲ ۳۴۵ ۶۷۸۹', { country: 'IR' }) // '+989123456789'
 */
export function phoneKey(phone: string, options: PhoneOptions): string | undefined {
  const number = parsePhone(phone, options)
  if (!number?.isValid()) return undefined
  return number.ext ? `${number.number};ext=${number.ext}` : number.number
}

/**
 * The address by which a telephone dials the number; none where no such number can exist.
 * @example phoneLink('۰۹۱۲ ۳۴۵ ۶۷۸۹', { country: 'IR' }) // 'tel:+989123456789'
 */
export function phoneLink(phone: string, options: PhoneOptions): string | undefined {
  const key = phoneKey(phone, options)
  return key === undefined ? undefined : `tel:${key}`
}

/**
 * Writes a number as people of that country do, foreign ones with their country code; what is no number stays as it is.
 * @example formatPhone('+982112345678', { country: 'IR' }) // '021 1234 5678'
 */
export function formatPhone(phone: string, { country }: PhoneOptions): string {
  const number = parsePhone(phone, country === undefined ? {} : { country })
  if (!number?.isPossible()) return phone
  return number.country === country ? number.formatNational() : number.formatInternational()
}

function parsePhone(phone: string, { country }: PhoneOptions): PhoneNumber | undefined {
  if (phone.length > MAX_LENGTH) return undefined
  const text = asciiDigits(phone.normalize('NFKC').replace(INVISIBLE, ''))
    .trim()
    .replace(LABEL, '')
    .replace(INTERNATIONAL_PREFIX, '+')
  if (!COULD_BE_NUMBER.test(text)) return undefined
  const home = homeCountry(country)
  return parsePhoneNumberFromString(text, { extract: false, ...(home ? { defaultCountry: home } : {}) })
}

function homeCountry(country: string | undefined): CountryCode | undefined {
  const code = country?.toUpperCase()
  return code !== undefined && isSupportedCountry(code) ? code : undefined
}

const MAX_LENGTH = 60
const INVISIBLE = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
/** Links and the exports of advertisers mark a number as one. */
const LABEL = /^(?:tel|p):\s*/i
/** No national number begins with two zeros, so this is the way out of a country, whichever the country. */
const INTERNATIONAL_PREFIX = /^\(?00\)?(?=[\s\d])/
const COULD_BE_NUMBER = /^[+(\d](?:[^\d]*\d){4}/
