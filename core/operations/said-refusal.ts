import type { LocalizedText } from '../model/text/localized-text.js'
import type { Refusal } from '../plugin-api/index.js'

/** A "no" in English and Persian, with what a machine tells it apart by. */
export const saidRefusal = (
  words: LocalizedText & { readonly en: string },
  more: Omit<Refusal, 'refused' | 'words'>,
): Refusal => ({
  refused: words.en,
  words,
  ...more,
})
