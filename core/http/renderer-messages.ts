import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInstance, type Resource } from 'i18next'

/** Says a text of the messages in one language; `count` chooses the plural. A key nobody wrote answers itself. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string

/**
 * Reads `<folder>/<language>/<part>.json`; a key is the part and the place in it.
 * @example loadMessages('templates/messages')('fa')('leads.title') // 'سرنخ‌ها'
 */
export function loadMessages(folder: string): (language: string) => Words {
  const languages = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const resources: Resource = Object.fromEntries(
    languages.map(({ name }) => [name, { translation: messagesIn(join(folder, name)) }]),
  )
  const i18n = createInstance()
  // The page escapes what it prints; escaping here as well would show entities to people.
  void i18n.init({ resources, lng: 'en', fallbackLng: 'en', initAsync: false, interpolation: { escapeValue: false } })
  return (language) => {
    const translate = i18n.getFixedT(language)
    return (key, values = {}) => translate(key, values)
  }
}

function messagesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(folder, file), 'utf8'))]))
}
