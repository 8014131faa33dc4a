import type { JSONPath } from 'jsonc-parser'
import type { RuleEnvelope } from '../rule-set.js'
import type { Finding } from './finding.js'

type Bounded = Pick<RuleEnvelope, 'effective'>

/** Checks in a file of any kind that no rule ends before it begins: it would never hold. */
export function checkBounds(value: unknown): Finding[] {
  const { rules = [], table } = value as {
    readonly rules?: readonly Bounded[]
    readonly table?: { readonly rows: readonly Bounded[] }
  }
  const of = (list: readonly Bounded[], at: JSONPath): Finding[] =>
    list.flatMap((rule, index) => boundsMistake(rule, [...at, index, 'effective', 'until']))
  return [...of(rules, ['rules']), ...of(table?.rows ?? [], ['table', 'rows'])]
}

function boundsMistake({ effective: { from, until } = {} }: Bounded, path: JSONPath): Finding[] {
  if (from === undefined || until === undefined || Date.parse(from) < Date.parse(until)) return []
  return [
    { path, code: 'RULE_BOUNDS_EMPTY', message: `This ends at ${until}, not after its beginning at ${from}; it never holds.` },
  ]
}
