import { isSingleHit } from '../files/rule-list.js'
import type { RuleSet } from '../rule-set.js'
import type { AnalysisScope } from './analysis.js'
import { compareFreely } from './compare-freely.js'
import { compareInOrder } from './compare-in-order.js'
import { compareScores } from './compare-scores.js'
import type { SemanticDifference } from './difference.js'
import { ENTRY_KINDS, type EntryKind, type RuleEntry, ruleEntries } from './rule-entries.js'

/**
 * What the difference between two rule sets means: for each rule that was edited a record for which old and new differ in
 * outcome, or that there is none. Rules of which the first wins are compared by who wins, the others each for itself.
 * @example semanticDifferences(old, edited) // [{ kind: 'routing', rule: 'big', change: 'edited', witness: { point: { 'lead$.employees': 500 }, … } }]
 */
export function semanticDifferences(
  before: RuleSet,
  after: RuleSet,
  options: Pick<AnalysisScope, 'budget' | 'now'> = {},
): readonly SemanticDifference[] {
  const scopes = { before: { ...before, ...options }, after: { ...after, ...options } }
  const rules = ENTRY_KINDS.flatMap((kind) => {
    const entries = { before: ruleEntries(before, kind), after: ruleEntries(after, kind) }
    if (kind === 'routing' || kind === 'transition') return compareInOrder(entries, scopes)
    const tables = singleHitFiles(kind, [before, after])
    const free = (list: readonly RuleEntry[]) => list.filter(({ file }) => !tables.includes(file))
    const inTable = (list: readonly RuleEntry[], id: string) => list.filter(({ file }) => file === id)
    return [
      ...compareFreely({ before: free(entries.before), after: free(entries.after) }, scopes),
      ...tables.flatMap((id) =>
        compareInOrder({ before: inTable(entries.before, id), after: inTable(entries.after, id) }, scopes),
      ),
    ]
  })
  return [...rules, ...compareScores(scopes)]
}

/** Tables of scoring and automation in which one row counts. */
function singleHitFiles(kind: EntryKind, ruleSets: readonly RuleSet[]): readonly string[] {
  const files = ruleSets.flatMap(({ scoring, automations }): readonly TableFile[] => {
    return kind === 'scoring' ? scoring : kind === 'automation' ? automations : []
  })
  return [...new Set(files.filter(({ hitPolicy }) => isSingleHit(hitPolicy)).map(({ id }) => id))]
}

type TableFile = Pick<RuleSet['automations'][number], 'id' | 'hitPolicy'>
