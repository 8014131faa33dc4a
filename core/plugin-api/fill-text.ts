import type { JsonSchema } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import { renderTemplate } from '../model/text/message-template.js'

/** For a `json` parameter that holds a text, or one text per language. */
export const TEXT_SCHEMA: JsonSchema = {
  anyOf: [
    { type: 'string', minLength: 1 },
    { type: 'object', required: ['en'], additionalProperties: { type: 'string', minLength: 1 } },
  ],
}

/**
 * Fills `{{path}}` in a text, in every language it has.
 * @throws {TypeError} where the value is no text; a parameter with TEXT_SCHEMA always is one.
 * @example fillText({ en: 'Call {{lead.name}}', fa: 'تماس با {{lead.name}}' }, { lead }) // { en: 'Call Sara', fa: 'تماس با Sara' }
 */
export function fillText(text: unknown, values: Readonly<Record<string, unknown>>): Text {
  if (typeof text === 'string') return renderTemplate(text, values)
  if (typeof text !== 'object' || text === null || !('en' in text))
    throw new TypeError('a text is needed, or one per language with "en"')
  const { en, ...others } = text
  const filled = Object.entries(others).map(([language, words]) => [language, renderTemplate(String(words), values)] as const)
  return { en: renderTemplate(String(en), values), ...Object.fromEntries(filled) }
}
