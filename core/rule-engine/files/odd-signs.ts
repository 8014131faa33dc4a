import type { SaidMessage } from '../../errors.js'

/** A sign that people type or paste and that JSON does not know. */
export interface OddSign {
  readonly what: SaidMessage
  /** What is meant by it; nothing, where it says nothing. */
  readonly instead: ',' | ':' | ' ' | ''
}

/** What a sign is that cannot stand between the words of a file; undefined when it is none that is known by name. */
export function oddSign(sign: string): OddSign | undefined {
  const separator = SEPARATORS.get(sign)
  if (separator) return { what: stands(separator.name, sign, separator.instead), instead: separator.instead }
  if (sign === '%' || sign === '٪') return { what: PERCENT, instead: '' }
  const name = invisibleName(sign)
  if (name === undefined) return undefined
  const instead = /\p{Zs}/u.test(sign) ? ' ' : ''
  return { what: unseen(name, sign), instead }
}

/** What a sign is called that nobody sees; undefined when it is seen, or an ordinary space. */
export function invisibleName(sign: string): SaidMessage | undefined {
  if (sign === ' ' || !/[\p{Cc}\p{Cf}\p{Z}]/u.test(sign)) return undefined
  const named = INVISIBLE.get(sign)
  if (named) return named
  if (/\p{Z}/u.test(sign)) return { en: 'special space', fa: 'فاصلهٔ ویژه' }
  return { en: 'control character', fa: 'نویسهٔ کنترلی' }
}

/** `U+200F` */
export const codePoint = (sign: string): string => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

const PERCENT: SaidMessage = { en: 'a number stands without a percent sign', fa: 'عدد بدون نشانهٔ درصد نوشته می‌شود' }

const stands = ({ en, fa }: SaidMessage, sign: string, instead: string): SaidMessage => ({
  en: `the ${en} "${sign}" stands here in place of "${instead}"`,
  fa: `به جای "${instead}" ${fa} «${sign}» آمده است`,
})

const unseen = ({ en, fa }: SaidMessage, sign: string): SaidMessage => ({
  en: `a sign that nobody sees stands here, the ${en} (${codePoint(sign)})`,
  fa: `نویسه‌ای نادیدنی اینجاست: ${fa} (${codePoint(sign)})`,
})

interface Separator {
  readonly name: SaidMessage
  readonly instead: ',' | ':'
}

const SEPARATORS: ReadonlyMap<string, Separator> = new Map([
  ['،', { name: { en: 'Persian comma', fa: 'ویرگول فارسی' }, instead: ',' }],
  ['؛', { name: { en: 'Persian semicolon', fa: 'نقطه‌ویرگول فارسی' }, instead: ',' }],
  [';', { name: { en: 'semicolon', fa: 'نقطه‌ویرگول' }, instead: ',' }],
  ['，', { name: { en: 'wide comma', fa: 'ویرگول پهن' }, instead: ',' }],
  ['：', { name: { en: 'wide colon', fa: 'دونقطهٔ پهن' }, instead: ':' }],
])

const DIRECTION: SaidMessage = { en: 'text direction control', fa: 'نشانهٔ کنترل جهت متن' }

const INVISIBLE: ReadonlyMap<string, SaidMessage> = new Map([
  ['\u00A0', { en: 'no-break space', fa: 'فاصلهٔ نشکن' }],
  ['\u202F', { en: 'narrow no-break space', fa: 'فاصلهٔ نشکن باریک' }],
  ['\u200B', { en: 'zero-width space', fa: 'فاصلهٔ بی‌عرض' }],
  ['\u200C', { en: 'zero-width non-joiner', fa: 'نیم‌فاصله' }],
  ['\u200D', { en: 'zero-width joiner', fa: 'اتصال بی‌عرض' }],
  ['\u200E', { en: 'left-to-right mark', fa: 'نشانهٔ چپ‌به‌راست' }],
  ['\u200F', { en: 'right-to-left mark', fa: 'نشانهٔ راست‌به‌چپ' }],
  ['\u061C', { en: 'Arabic letter mark', fa: 'نشانهٔ حرف عربی' }],
  ['\u00AD', { en: 'soft hyphen', fa: 'خط پیوند پنهان' }],
  ['\u2060', { en: 'word joiner', fa: 'پیونددهندهٔ واژه' }],
  ['\uFEFF', { en: 'byte order mark', fa: 'نشانهٔ ترتیب بایت' }],
  ...[...'\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069'].map((sign) => [sign, DIRECTION] as const),
])
