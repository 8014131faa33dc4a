import { completeRuleSet } from '../../compile/compile-rule-set.js'
import { readRuleSet } from '../../files/read-rule-set.js'
import type { SourceFile } from '../../files/source-file.js'
import type { RuleEnvelope, RuleGroup, RuleSet } from '../../rule-set.js'
import { type Mutant, mutatedFile } from './mutant.js'

/** The rule set with a mistake in one of its files; every rule that it leaves alone stays the very same object, compiled once for all. */
export function mutateRules(ruleSet: RuleSet, mutant: Pick<Mutant, 'source' | 'edit'>): RuleSet {
  const file = mutatedFile(mutant)
  const { scoring, transitions, routing, automations, conditions } = readRuleSet([file], ruleSet.vocabulary)
  const untouched = untouchedRules(mutant.source, file)
  const content = {
    ...ruleSet,
    conditions: { ...ruleSet.conditions, ...conditions },
    scoring: replaced(ruleSet.scoring, scoring, untouched),
    transitions: replaced(ruleSet.transitions, transitions, untouched),
    routing: replaced(ruleSet.routing, routing, untouched),
    automations: replaced(ruleSet.automations, automations, untouched),
  }
  return completeRuleSet(content, ruleSet)
}

/** Ids of the rules and rows that are written as before. */
function untouchedRules(before: SourceFile, after: SourceFile): ReadonlySet<string> {
  const written = new Set(entriesOf(before))
  return new Set(entriesOf(after).flatMap((entry) => (written.has(entry) ? [entry.id] : [])))
}

interface Entry {
  readonly id: string
}

function entriesOf({ value }: SourceFile): readonly Entry[] {
  const { rules, table } = value as { readonly rules?: readonly Entry[]; readonly table?: { readonly rows: readonly Entry[] } }
  return table?.rows ?? rules ?? []
}

function replaced<F extends RuleGroup<RuleEnvelope>>(
  files: readonly F[],
  changed: readonly F[],
  untouched: ReadonlySet<string>,
): readonly F[] {
  return files.map((file) => {
    const other = changed.find(({ id }) => id === file.id)
    if (!other) return file
    const before = new Map(file.rules.map((rule) => [rule.id, rule]))
    return { ...other, rules: other.rules.map((rule) => (untouched.has(rule.id) ? (before.get(rule.id) ?? rule) : rule)) }
  })
}
