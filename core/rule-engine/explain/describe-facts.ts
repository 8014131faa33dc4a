import type { Decision } from '../../model/decision.js'
import { compiledRuleSet } from '../compile/compile-rule-set.js'
import type { RuleSet } from '../rule-set.js'
import { describeFact, describeValue } from './describe-side.js'
import { type Reader, readerOf, type Wishes } from './reader.js'

/** One thing that the rules could read, and what it was. */
export interface FactRead {
  readonly name: string
  readonly value: string
}

/** Every value that a decision stored; of the lead itself, the fields that were filled. A fact nobody knows keeps its key. */
export function describeFacts(ruleSet: RuleSet, { facts }: Decision, wishes: string | Wishes): readonly FactRead[] {
  const reader = readerOf(ruleSet, wishes)
  const slots = new Map(compiledRuleSet(ruleSet).slots.slots.map((slot) => [slot.key, slot]))
  const others = Object.entries(facts).filter(([key]) => key !== 'lead')
  return [
    ...others.map(([key, value]) => ({
      name: describeFact(slots.get(key) ?? { fact: key }, reader),
      value: shortened(describeValue(totalOf(value), slots.get(key) ?? { fact: key }, reader)),
    })),
    ...leadFields(facts['lead'], reader),
  ]
}

function leadFields(lead: unknown, reader: Reader): readonly FactRead[] {
  const filled = Object.entries((lead ?? {}) as Readonly<Record<string, unknown>>).filter(([, value]) => value !== null)
  return filled.map(([field, value]) => {
    const side = { fact: 'lead', path: `$.${field}` }
    return { name: describeFact(side, reader), value: shortened(describeValue(value, side, reader)) }
  })
}

/** A score is told by its total; its reasons stand elsewhere in the decision. */
function totalOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'total' in value ? value.total : value
}

const LONGEST = 160

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
