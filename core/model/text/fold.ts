/**
 * Folds a text so that spellings a reader takes for the same word become equal: letter case, Arabic and Persian
 * letters and digits, hamza and vowel signs, Latin accents, half spaces and runs of white space.
 * A half space vanishes and a detached plural ending is joined, so «سرنخ‌ها», «سرنخها» and «سرنخ ها» are one word.
 * @example foldForSearch('  Café  كيفي ۱۲') // 'cafe کیفی 12'
 */
export function foldForSearch(text: string): string {
  const letters = isAscii(text) ? text.toLowerCase() : foldLetters(text)
  return NEEDS_SPACING.test(letters) ? letters.replace(SPACES, ' ').trim() : letters
}

/**
 * The form in which a lead source is kept and compared, so that "Web Form " and "web form" are one source.
 * @example foldSource(' Google Ads ') // 'google ads'
 */
export const foldSource = (text: string): string => foldForSearch(text)

/** Turns Persian, Arabic and full-width digits into ASCII ones and leaves everything else as it is. */
export function asciiDigits(text: string): string {
  return isAscii(text) ? text : text.replace(FOREIGN_DIGITS, (digit) => String(digitValue(digit.charCodeAt(0))))
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false
  return true
}

function foldLetters(text: string): string {
  return asciiDigits(text.normalize('NFKD').toLowerCase().replace(IGNORED, ''))
    .replace(VARIANTS, (letter) => SAME_LETTER[letter] ?? '')
    .normalize('NFC')
    .replace(SPACES, ' ')
    .replace(DETACHED_PLURAL, '$1')
}

function digitValue(code: number): number {
  return code - (DIGIT_ZEROS.find((zero) => code >= zero && code < zero + 10) ?? code)
}

const DIGIT_ZEROS = [0x06f0, 0x0660, 0xff10]
const FOREIGN_DIGITS = /[\u06f0-\u06f9\u0660-\u0669\uff10-\uff19]/g
const SPACES = /\s+/g
const NEEDS_SPACING = /^\s|\s$|\s\s|[^\S ]/

/** Latin accents, Arabic vowel and hamza signs, tatweel, half spaces, direction marks. Vowel signs of other scripts stay: they make other words. */
const IGNORED =
  /[\u0300-\u036f\u0610-\u061a\u061c\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

const SAME_LETTER: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ے: 'ی',
  ك: 'ک',
  ڪ: 'ک',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  ة: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ۃ: 'ه',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ς: 'σ',
}
const VARIANTS = new RegExp(`[${Object.keys(SAME_LETTER).join('')}]`, 'gu')
const DETACHED_PLURAL = /(?<=[\u0620-\u06ff]) (ها|های|هایی)(?= |$)/g
