import type { Text } from '../../model/text/localized-text.js'
import type { RuleSet } from '../../rule-engine/index.js'
import type { DecidedTwice } from './decided-twice.js'
import type { AutomationImpact, ExampleLead } from './impact.js'

interface AutomationCount {
  add(twice: DecidedTwice, example: ExampleLead): void
  counts(): readonly AutomationImpact[]
}

type Counted = { -readonly [K in keyof AutomationImpact]: AutomationImpact[K] } & { readonly examples: ExampleLead[] }

/** Counts automations that act only by the new rules, and those that held only by the old ones. */
export function automationCount({ automations }: RuleSet, most: number): AutomationCount {
  const counted = new Map<string, Counted>()
  const titles = new Map<string, Text>(
    automations.flatMap(({ id, rules }) => rules.map((rule) => [`${id}/${rule.id}`, rule.title] as const)),
  )
  const countOf = (rule: string): Counted => {
    const found = counted.get(rule) ?? { rule, title: titles.get(rule) ?? rule, newlyFires: 0, noLongerHolds: 0, examples: [] }
    counted.set(rule, found)
    return found
  }
  const keep = ({ examples }: Counted, example: ExampleLead): void => {
    if (examples.length < most && examples.at(-1)?.id !== example.id) examples.push(example)
  }
  return {
    add({ before, after }, example) {
      const firedBefore = before.decision.fired.map(({ rule }) => rule)
      for (const { rule } of after.decision.fired) {
        if (firedBefore.includes(rule)) continue
        const count = countOf(rule)
        count.newlyFires += 1
        keep(count, example)
      }
      for (const rule of before.decision.rulesTrue) {
        if (after.decision.rulesTrue.includes(rule)) continue
        const count = countOf(rule)
        count.noLongerHolds += 1
        keep(count, example)
      }
    },
    counts: () =>
      [...counted.values()].sort((one, other) => other.newlyFires + other.noLongerHolds - one.newlyFires - one.noLongerHolds),
  }
}
