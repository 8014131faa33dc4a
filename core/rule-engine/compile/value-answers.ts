import type { Demand, IndexedPart } from './index-demand.js'
import type { Leaf } from './leaf-table.js'
import type { Plan } from './plan-conditions.js'

/** What a plan says about most values, and the values about which it says the contrary. */
interface Answers {
  readonly usual: boolean
  readonly others: ReadonlySet<unknown>
}

/** What demands on one place, all of which must be met, say about each value; worked out in time that their size bounds. */
export function valueAnswers(demands: readonly Demand[]): Pick<IndexedPart, 'turns' | 'holdsFor'> {
  const { usual, others } = joined(
    false,
    demands.map(({ plan, isNegated }) => (isNegated ? negated(answersOf(plan)) : answersOf(plan))),
  )
  return { turns: [...others], holdsFor: (value) => others.has(value) !== usual }
}

/** The values that a comparison speaks of; undefined where a map would not find them by the same equality as operators do. */
export function valuesNamed({ comparison: { operator, value } }: Pick<Leaf, 'comparison'>): readonly unknown[] | undefined {
  const name = operator.replace(/^(?:not:)*/, '')
  if (name === 'present') return [undefined, null, '']
  const one = name === 'equal' || name === 'notEqual' ? [value] : undefined
  // An element that is left out of a list is equal to nothing, and no filter meets it.
  const listed = (name === 'in' || name === 'notIn') && Array.isArray(value) ? value.filter(() => true) : one
  return listed && listed.length > 0 && listed.every(isPlainValue) ? listed : undefined
}

const isPlainValue = (value: unknown): boolean =>
  value === null || ['string', 'boolean', 'undefined'].includes(typeof value) || Number.isFinite(value)

function answersOf(plan: Plan): Answers {
  if (plan.kind === 'leaf') return answersOfLeaf(plan.leaf)
  if (plan.kind === 'not') return negated(answersOf(plan.child))
  if (plan.kind === 'unknown') return { usual: false, others: new Set() }
  return joined(plan.kind === 'any', plan.children.map(answersOf))
}

/** A value that no comparison names, and that is filled. */
const OTHER = Object.freeze({})

function answersOfLeaf(leaf: Leaf): Answers {
  const { compare, comparison } = leaf
  const usual = compare?.(OTHER, comparison.value) === true
  const named = valuesNamed(leaf) ?? []
  const asksPresence = comparison.operator.endsWith('present')
  const others = asksPresence ? named.filter((value) => (compare?.(value, comparison.value) === true) !== usual) : named
  return { usual, others: new Set(others) }
}

const negated = ({ usual, others }: Answers): Answers => ({ usual: !usual, others })

/** `settled` is the answer that one part alone can give to the whole. */
function joined(settled: boolean, answers: readonly Answers[]): Answers {
  const settling = answers.filter(({ usual }) => usual === settled)
  const contrary = new Set(answers.flatMap(({ usual, others }) => (usual === settled ? [] : [...others])))
  if (settling.length === 0) return { usual: !settled, others: contrary }
  const [smallest] = settling.toSorted((one, other) => one.others.size - other.others.size)
  const remaining = [...(smallest?.others ?? [])].filter(
    (value) => !contrary.has(value) && settling.every(({ others }) => others.has(value)),
  )
  return { usual: settled, others: new Set(remaining) }
}
