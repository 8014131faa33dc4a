import type { JSONPath } from 'jsonc-parser'
import { ruleList } from '../files/rule-list.js'
import type { RuleEnvelope } from '../rule-set.js'
import type { Finding } from './finding.js'

type Bounded = Pick<RuleEnvelope, 'effective'>

/** Checks in a file of any kind that no rule ends before it begins: it would never hold. */
export function checkBounds(value: unknown): Finding[] {
  const { rules, at } = ruleList<Bounded>(value)
  return rules.flatMap((rule, index) => boundsMistake(rule, [...at, index, 'effective', 'until']))
}

function boundsMistake({ effective: { from, until } = {} }: Bounded, path: JSONPath): Finding[] {
  if (from === undefined || until === undefined || Date.parse(from) < Date.parse(until)) return []
  const message = {
    en: `This ends at ${until}, not after its beginning at ${from}; it never holds.`,
    fa: `پایان آن ${until} است که پس از آغازش ${from} نیست؛ هرگز برقرار نمی‌شود.`,
  }
  return [{ path, code: 'RULE_BOUNDS_EMPTY', message }]
}
