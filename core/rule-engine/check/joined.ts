import type { SaidMessage } from '../../errors.js'

/** Puts parts of a message one behind the other; a part that is said once, such as a name, stands in both languages. */
export function joined(...parts: readonly (string | SaidMessage)[]): SaidMessage {
  const inLanguage = (language: keyof SaidMessage) =>
    parts.map((part) => (typeof part === 'string' ? part : part[language])).join('')
  return { en: inLanguage('en'), fa: inLanguage('fa') }
}

/** Names in a row, as each language writes it. */
export const listed = (names: readonly string[]): SaidMessage => ({ en: names.join(', '), fa: names.join('، ') })
