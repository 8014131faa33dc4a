/**
 * Makes a text that came from outside fit to keep: composed letters (NFC), `\n` line ends, no control characters but
 * line end and tab, no half surrogates, no white space around it. An empty text means no value.
 * @example cleanText(' Sara\u0000 ') // 'Sara'
 */
export function cleanText(text: string): string | undefined {
  const clean = (PLAIN.test(text) ? text : text.replace(LINE_ENDS, '\n').replace(UNWANTED, '').normalize('NFC')).trim()
  return clean === '' ? undefined : clean
}

const PLAIN = /^[ -~\n\t]*$/
const LINE_ENDS = /\r\n?/g
/** Beside control characters: overrides of the writing direction, with which a name can pose as another. */
const UNWANTED = /(?![\n\t])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/gu
