import { textIn } from '../../model/text/localized-text.js'
import type { PersonExport } from './export-person.js'

/** The export of a person as one page that any browser shows, without anything from elsewhere. */
export function personHtml({ person, at, tables, plugins, files }: PersonExport, language: 'en' | 'fa'): string {
  const words = WORDS[language]
  const parts = [
    ...tables.flatMap(({ label, columns, own, mentions }) => [
      ...section(textIn(label, language), { rows: own, columns, language }),
      ...section(`${textIn(label, language)} · ${words.mentions}`, { rows: mentions, columns, language }),
    ]),
    ...plugins.flatMap(({ label, rows }) => section(textIn(label, language), { rows, columns: {}, language })),
    ...(files.length > 0 ? [`<h2>${words.files}</h2><ul>${files.map((file) => `<li>${escaped(file)}</li>`).join('')}</ul>`] : []),
  ]
  const title = `${words.title}: ${escaped(person.name)}`
  return `<!doctype html>
<html lang="${language}" dir="${language === 'fa' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1><p>${escaped(at)}</p>
${parts.join('\n')}
</body></html>
`
}

const WORDS = {
  en: { title: 'Everything that is kept of', mentions: 'speak of this person', files: 'Files of imports' },
  fa: { title: 'همهٔ آنچه نگه داشته شده است از', mentions: 'از این شخص سخن می‌گویند', files: 'فایل‌های درون‌ریزی' },
} as const

interface Section {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly columns: PersonExport['tables'][number]['columns']
  readonly language: string
}

function section(title: string, { rows, columns, language }: Section): readonly string[] {
  if (rows.length === 0) return []
  const lines = rows.map((row) => {
    const cells = Object.entries(row).map(
      ([name, value]) =>
        `<dt>${escaped(textIn(columns[name] ?? name, language))}</dt><dd dir="auto">${escaped(textOf(value))}</dd>`,
    )
    return `<dl>${cells.join('')}</dl><hr>`
  })
  return [`<h2>${escaped(title)} (${rows.length})</h2>`, ...lines]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
