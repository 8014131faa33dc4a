import { type Text, textIn } from '../../model/text/localized-text.js'

/**
 * What is wrong with a value, for the person who typed it: in their language and, in Persian, with its digits.
 * What is quoted and what has letters in it (an address, an ISO date) stays as it must be typed.
 * @example problemText({ en: 'Must be 5 or more.', fa: 'باید 5 یا بیشتر باشد.' }, 'fa') // 'باید ۵ یا بیشتر باشد.'
 */
export function problemText(message: Text, language: string): string {
  const text = textIn(message, language)
  if (language !== 'fa') return text
  return text.replace(DIGITS_AND_WHAT_STAYS, (found) =>
    /^[0-9]$/.test(found) ? (PERSIAN_DIGITS[Number(found)] ?? found) : found,
  )
}

const DIGITS_AND_WHAT_STAYS = /"[^"]*"|[a-z0-9:._@-]*[a-z][a-z0-9:._@-]*|[0-9]/gi
const PERSIAN_DIGITS = [...'۰۱۲۳۴۵۶۷۸۹']
