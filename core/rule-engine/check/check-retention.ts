import type { RetentionRule } from '../../model/retention.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import { type Finding, repeatedIds, suggestion } from './finding.js'
import { joined } from './joined.js'
import type { KnownNames } from './known-names.js'

/** Checks for how long leads are kept: ids of their own, rules that are never reached, sources that look misspelt. */
export function checkRetention(value: unknown, { vocabulary }: Pick<KnownNames, 'vocabulary'>): Finding[] {
  const { rules } = value as { readonly rules: readonly RetentionRule[] }
  const ids = rules.map(({ id }) => id)
  return [
    ...repeatedIds(ids, { path: ['rules'], what: 'rule' }),
    ...rules.flatMap((rule, index) => neverReached(rule, index, rules.slice(0, index))),
    ...rules.flatMap(({ sources = [] }, index) =>
      sources.flatMap((source, place) => misspelt(source, ['rules', index, 'sources', place], vocabulary.leadSources)),
    ),
  ]
}

/** Of several rules for a source the first counts. */
function neverReached({ id, sources }: RetentionRule, index: number, before: readonly RetentionRule[]): Finding[] {
  const all = before.find((rule) => rule.sources === undefined)
  const taken = new Set(before.flatMap((rule) => rule.sources ?? []))
  const last = all ?? (sources?.every((source) => taken.has(source)) ? before.at(-1) : undefined)
  if (!last) return []
  const message = {
    en: `Rule "${id}" is never reached: rules down to "${last.id}" have all of its sources already.`,
    fa: `قاعدهٔ «${id}» هرگز نوبت نمی‌یابد: قاعده‌ها تا «${last.id}» همهٔ منبع‌های آن را دارند.`,
  }
  return [{ path: ['rules', index, 'id'], code: 'RULE_UNREACHABLE', message }]
}

/** A sender may call its source anything; only what looks like a slip of the pen is told, and stops nothing. */
function misspelt(source: string, path: Finding['path'], known: readonly string[]): Finding[] {
  if (known.includes(source) || didYouMean(source, known) === undefined) return []
  const nobody = { en: `No plugin gives leads of source "${source}".`, fa: `هیچ افزونه‌ای سرنخی با منبع «${source}» ندارد.` }
  return [{ path, code: 'RULE_SOURCE_UNKNOWN', severity: 'warning', message: joined(nobody, suggestion(source, known)) }]
}
