import type { Fields } from '../model/fields.js'
import { type Lifecycle, type Standing, statusOf, type TransitionRefusal } from '../model/lifecycle.js'
import { type LocalizedText, textIn } from '../model/text/localized-text.js'

interface Named {
  readonly lifecycle: Lifecycle<Standing<string>>
  readonly fields: Fields
  /** The status that was wanted. */
  readonly to: string
}

/** Why a lead or an opportunity may not move, in English and Persian, statuses and fields by their labels. */
export function transitionWords(refusal: TransitionRefusal, named: Named): LocalizedText {
  return { en: sentence(refusal, named, 'en'), fa: sentence(refusal, named, 'fa') }
}

function sentence({ code, details }: TransitionRefusal, { lifecycle, fields, to }: Named, language: 'en' | 'fa'): string {
  const words = WORDS[language]
  const statusName = (id: string) => textIn(statusOf(lifecycle, id)?.label ?? id, language)
  const fieldName = (name: string) => textIn(fields[name]?.label ?? name, language)
  const reasons = statusOf(lifecycle, to)?.reasons ?? []
  const reasonName = (id: string) => textIn(reasons.find((reason) => reason.id === id)?.label ?? id, language)
  switch (code) {
    case 'status-unknown':
      return words.unknown(to, listed(details, statusName, language))
    case 'not-allowed':
      return details.length === 0 ? words.final : words.allowed(listed(details, statusName, language))
    case 'fields-missing':
      return words.missing(listed(details, fieldName, language))
    case 'reason-missing':
      return words.reason(listed(details, reasonName, language))
    case 'refused-by-guard':
      return details.join(' ')
  }
}

const listed = (ids: readonly string[], name: (id: string) => string, language: 'en' | 'fa'): string =>
  ids.map(name).join(language === 'fa' ? '، ' : ', ')

const WORDS = {
  en: {
    unknown: (to: string, list: string) => `There is no "${to}" here. Known: ${list}.`,
    final: 'This is final: nothing follows it.',
    allowed: (list: string) => `From here it can move to: ${list}.`,
    missing: (list: string) => `Missing: ${list}.`,
    reason: (list: string) => `Give one of these reasons: ${list}.`,
  },
  fa: {
    unknown: (to: string, list: string) => `«${to}» اینجا نیست. شناخته‌شده‌ها: ${list}.`,
    final: 'این پایانی است: چیزی پس از آن نمی‌آید.',
    allowed: (list: string) => `از اینجا تنها به این‌ها می‌رود: ${list}.`,
    missing: (list: string) => `کم است: ${list}.`,
    reason: (list: string) => `یکی از این دلیل‌ها را بگویید: ${list}.`,
  },
} as const
