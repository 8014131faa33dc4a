import { type FactReference, isFactReference } from '../compile/slot-table.js'
import type { AutomationRule } from '../rule-set.js'
import { describeFact } from './describe-side.js'
import type { Reader } from './reader.js'
import { wordsIn } from './words.js'

/** Of each action of a rule the parameters whose values came from facts, and from which: `{ subject: 'from Employees' }`. */
export function paramSources(
  { then }: Pick<AutomationRule, 'then'>,
  reader: Reader,
): readonly Readonly<Record<string, string>>[] {
  const words = wordsIn(reader.language)
  return then.map(({ params }) =>
    Object.fromEntries(
      Object.entries(params).flatMap(([name, value]) => {
        const facts = [...new Set(referencesIn(value).map((reference) => describeFact(reference, reader)))]
        return facts.length === 0 ? [] : [[name, words.from(facts.join(words.comma))]]
      }),
    ),
  )
}

/** References stand at any depth of a parameter. */
function referencesIn(value: unknown): readonly FactReference[] {
  if (isFactReference(value)) return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(referencesIn)
}
