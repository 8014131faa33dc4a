import type { DedupeRules } from '../../../model/dedupe-policy.js'
import { lead } from '../../../model/entities/lead.js'
import type { Lint } from './lint.js'

/**
 * Finds fields by which strangers would be taken for one: of the core's own, only addresses, numbers and ids belong to one person,
 * and a count belongs to nobody unless its field says that it is unique.
 */
export const dedupeBroad: Lint = ({ files, ruleSet }) =>
  files.flatMap((source) => {
    if (source.kind !== 'dedupe') return []
    const { exact } = source.value as unknown as Pick<DedupeRules, 'exact'>
    return exact.flatMap(({ field }, index) => {
      const declared = ruleSet.vocabulary.fields.lead[field]
      const isBroad = Object.hasOwn(lead.fields, field) ? !TELLING.has(field) : declared?.type === 'integer' && !declared.unique
      if (!isBroad) return []
      const message = {
        en: `Many leads share "${field}" who are not one. Take one of: ${[...TELLING].join(', ')}, or a field of your own.`,
        fa: `«${field}» میان سرنخ‌های بسیاری مشترک است که یکی نیستند. یکی از این‌ها را بگیرید: ${[...TELLING].join('، ')}، یا فیلدی از خودتان.`,
      }
      const path = ['exact', index, 'field']
      return [{ source, finding: { path, severity: 'warning', code: 'RULE_DEDUPE_BROAD', message } }]
    })
  })

const TELLING: ReadonlySet<string> = new Set(['email', 'phone', 'externalId', 'website'])
