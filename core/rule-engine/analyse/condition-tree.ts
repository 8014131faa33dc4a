import type { Comparison, ConditionNode } from '../../model/conditions.js'

/** What is not decided yet counts as neither. */
export type Truth = boolean | undefined

/** A comparison over places of a search; where it reads one alone, its answers stand ready, value by value. */
export interface Leaf {
  readonly kind: 'leaf'
  readonly places: readonly number[]
  readonly answers?: readonly boolean[]
  /** The answer on which all values agree. */
  readonly constant?: boolean
  test(values: readonly unknown[]): boolean
}

/** Conditions without names, over places instead of facts. */
export type Tree =
  | Leaf
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Tree[] }
  | { readonly kind: 'not'; readonly part: Tree }

/** What has been chosen so far: the index of a value for each place, -1 where nothing is chosen yet. */
export interface Chosen {
  readonly indexes: Int32Array
  readonly values: unknown[]
}

/** Turns conditions without names into a tree, each comparison into its leaf. */
export function asTree(node: ConditionNode, leafOf: (comparison: Comparison) => Leaf): Tree {
  if ('all' in node) return { kind: 'all', parts: node.all.map((child) => asTree(child, leafOf)) }
  if ('any' in node) return { kind: 'any', parts: node.any.map((child) => asTree(child, leafOf)) }
  if ('not' in node) return { kind: 'not', part: asTree(node.not, leafOf) }
  if ('fact' in node) return leafOf(node)
  throw new TypeError(`The named condition "${node.condition}" was not written out.`)
}

/** Whether a tree holds, as far as what is chosen decides it. `spent` counts comparisons. */
export function truthOf(tree: Tree, chosen: Chosen, spent: { count: number }): Truth {
  if (tree.kind === 'leaf') {
    spent.count += 1
    return leafTruth(tree, chosen)
  }
  if (tree.kind === 'not') {
    const inner = truthOf(tree.part, chosen, spent)
    return inner === undefined ? undefined : !inner
  }
  const settles = tree.kind === 'any'
  let open = false
  for (const part of tree.parts) {
    const truth = truthOf(part, chosen, spent)
    if (truth === settles) return settles
    if (truth === undefined) open = true
  }
  return open ? undefined : !settles
}

function leafTruth({ places, answers, constant, test }: Leaf, { indexes, values }: Chosen): Truth {
  if (constant !== undefined) return constant
  if (answers) {
    const index = indexes[places[0] ?? 0] ?? -1
    return index < 0 ? undefined : answers[index]
  }
  for (const place of places) if ((indexes[place] ?? -1) < 0) return undefined
  return test(values)
}
