import type { LocalizedText } from '../text/localized-text.js'

/** One part of a mail, top to bottom. */
export type MailBlock =
  | { readonly heading: LocalizedText }
  | { readonly paragraph: LocalizedText }
  | { readonly list: readonly LocalizedText[] }
  | { readonly button: { readonly text: LocalizedText; readonly url: string } }
  | { readonly image: { readonly src: string; readonly alt: LocalizedText; readonly url?: string } }

/**
 * A mail as a file says it. Texts hold `{{lead.name}}`, or `{{lead.company|your company}}` with words for a missing value;
 * what stands in a value is text and never markup.
 */
export interface MailTemplate {
  readonly id: string
  readonly title: LocalizedText
  /** `marketing` (the default) carries an unsubscribe link and asks for consent; `service` answers what somebody asked for. */
  readonly purpose?: 'marketing' | 'service'
  readonly subject: LocalizedText
  /** The words that mailboxes show beside the subject. */
  readonly preview?: LocalizedText
  readonly blocks: readonly MailBlock[]
}

/** Every text of a template with its place in the file. */
export function mailTexts({
  subject,
  preview,
  blocks,
}: MailTemplate): readonly { readonly path: readonly (string | number)[]; readonly text: string }[] {
  const localized = (text: LocalizedText, path: readonly (string | number)[]) =>
    Object.entries(text).map(([language, words]) => ({ path: [...path, language], text: String(words) }))
  return [
    ...localized(subject, ['subject']),
    ...(preview ? localized(preview, ['preview']) : []),
    ...blocks.flatMap((block, index) => {
      const at = ['blocks', index] as const
      if ('heading' in block) return localized(block.heading, [...at, 'heading'])
      if ('paragraph' in block) return localized(block.paragraph, [...at, 'paragraph'])
      if ('list' in block) return block.list.flatMap((item, place) => localized(item, [...at, 'list', place]))
      if ('image' in block)
        return [
          ...localized(block.image.alt, [...at, 'image', 'alt']),
          { path: [...at, 'image', 'src'], text: block.image.src },
          ...(block.image.url ? [{ path: [...at, 'image', 'url'], text: block.image.url }] : []),
        ]
      return [
        ...localized(block.button.text, [...at, 'button', 'text']),
        { path: [...at, 'button', 'url'], text: block.button.url },
      ]
    }),
  ]
}
