import { en, type Words } from './en.js'
import { fa } from './fa.js'

export type { Words } from './en.js'

export type CommandName = keyof Words['commands']

export const LANGUAGES = ['en', 'fa'] as const
export type Language = (typeof LANGUAGES)[number]

export function wordsIn(language: Language): Words {
  return language === 'fa' ? fa : en
}

/** The language of this call; read before the command line is, because its help is in it too. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const place = argv.indexOf('--language')
  const inline = argv.find((argument) => argument.startsWith('--language='))?.slice('--language='.length)
  const wanted = inline ?? (place >= 0 ? argv[place + 1] : env['SARNAKH_LANGUAGE'])
  return LANGUAGES.find((language) => language === wanted) ?? 'en'
}
