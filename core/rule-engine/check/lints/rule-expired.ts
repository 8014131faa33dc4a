import type { EntryKind } from '../../analyse/rule-entries.js'
import type { RuleEnvelope } from '../../rule-set.js'
import type { Lint } from './lint.js'

const KINDS: readonly EntryKind[] = ['scoring', 'transition', 'routing', 'automation']

/** Finds rules whose time is over. What to do about one is nobody's to guess: those of a season come back next year. */
export const ruleExpired: Lint = ({ rules, today = -Infinity }) =>
  KINDS.flatMap((kind) => rules(kind)).flatMap(({ source, path, written }) => {
    const { until } = (written as Pick<RuleEnvelope, 'effective'>).effective ?? {}
    if (until === undefined || Date.parse(until) > today) return []
    const message = {
      en: `This rule ended at ${until} and does nothing any more. If it comes back, as those of a season do, give it a later "until" or set "enabled": false until then; otherwise remove it.`,
      fa: `این قاعده در ${until} پایان یافت و دیگر کاری نمی‌کند. اگر مانند قاعده‌های فصلی باز می‌گردد، «until» دیرتری به آن بدهید یا تا آن زمان "enabled": false بگذارید؛ وگرنه آن را بردارید.`,
    }
    return [{ source, finding: { path: [...path, 'effective', 'until'], code: 'RULE_EXPIRED', severity: 'warning', message } }]
  })
