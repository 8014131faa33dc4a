import type { RuleEnvelope, RuleGroup, RuleSet } from '../rule-set.js'

/** Which rules a case speaks of when it says what fired and what moved the lead: those of the files it is for. */
export interface SpokenOf {
  fired(rule: string): boolean
  moved(rule: string): boolean
}

/**
 * A file of cases is about the files it names, so a rule that somebody adds in another file breaks none of them.
 * Where it names no file with such rules, it speaks of all.
 */
export function spokenOf({ automations, transitions }: RuleSet, about: readonly string[]): SpokenOf {
  return { fired: inFiles(automations, about), moved: inFiles(transitions, about) }
}

function inFiles(groups: readonly RuleGroup<RuleEnvelope>[], about: readonly string[]): (rule: string) => boolean {
  const files = groups.map(({ id }) => id).filter((id) => about.includes(id.replace(/^sequence\//, '')))
  return (rule) => files.length === 0 || files.some((file) => rule.startsWith(`${file}/`))
}
