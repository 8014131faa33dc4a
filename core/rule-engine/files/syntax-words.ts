import type { SaidMessage } from '../../errors.js'

/** What a parser's name for a problem means. */
export const syntaxWords = (problem: string): SaidMessage => SYNTAX_WORDS[problem] ?? { en: problem, fa: problem }

const SYNTAX_WORDS: Readonly<Record<string, SaidMessage>> = {
  InvalidSymbol: { en: 'an unknown word', fa: 'واژه‌ای ناشناخته' },
  InvalidNumberFormat: { en: 'a number that is not written as one', fa: 'عددی که درست نوشته نشده است' },
  PropertyNameExpected: { en: 'a key in double quotes is expected here', fa: 'اینجا کلیدی میان دو " لازم است' },
  ValueExpected: { en: 'a value is expected here', fa: 'اینجا مقداری لازم است' },
  ColonExpected: { en: 'a colon is expected here', fa: 'اینجا دونقطه لازم است' },
  CommaExpected: { en: 'a comma is missing before this', fa: 'پیش از این یک ویرگول کم است' },
  CloseBraceExpected: { en: 'a closing brace is missing', fa: 'یک } پایانی کم است' },
  CloseBracketExpected: { en: 'a closing bracket is missing', fa: 'یک ] پایانی کم است' },
  EndOfFileExpected: { en: 'something follows the end of the object', fa: 'پس از پایان شیء چیزی آمده است' },
  UnexpectedEndOfString: { en: 'a text is not closed', fa: 'متنی بسته نشده است' },
  UnexpectedEndOfComment: { en: 'a comment is not closed', fa: 'توضیحی بسته نشده است' },
  InvalidEscapeCharacter: { en: 'a backslash before a sign that needs none', fa: 'پیش از نویسه‌ای که نیاز ندارد \\ آمده است' },
  InvalidUnicode: { en: 'four hexadecimal digits are expected after \\u', fa: 'پس از \\u چهار رقم شانزده‌شانزدهی لازم است' },
  InvalidCharacter: { en: 'a character that cannot stand here', fa: 'نویسه‌ای که اینجا نمی‌تواند بیاید' },
}
