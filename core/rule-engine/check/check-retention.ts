import type { RetentionRule } from '../../model/retention.js'
import { type Finding, repeatedIds } from './finding.js'

/** Checks for how long leads are kept: every rule under an id of its own. */
export function checkRetention(value: unknown): Finding[] {
  const { rules } = value as { readonly rules: readonly RetentionRule[] }
  return [
    ...repeatedIds(
      rules.map(({ id }) => id),
      { path: ['rules'], what: 'rule' },
    ),
  ]
}
