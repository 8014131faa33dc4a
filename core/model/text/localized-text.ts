/** A text in several languages; English is always there, so that no reader ever meets a blank. */
export interface LocalizedText {
  readonly en: string
  readonly [language: string]: string
}

/** What a declaration may give as a label: one word for every language, or one for each. */
export type Text = string | LocalizedText

/**
 * Reads a text in the reader's language and falls back to English.
 * @example textIn({ en: 'Lead', fa: 'سرنخ' }, 'fa') // 'سرنخ'
 */
export function textIn(text: Text, language: string): string {
  return typeof text === 'string' ? text : (text[language] ?? text.en)
}
