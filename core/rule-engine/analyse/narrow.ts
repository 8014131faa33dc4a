import type { Tree } from './condition-tree.js'
import type { SearchSpace } from './search-space.js'

/**
 * The values of each place that the question leaves: a comparison that must hold, or must fail, by itself rules out the
 * others at once. Nothing when a place is left without values, so that there is no answer.
 */
export function narrowed({ choices, holds, fails }: SearchSpace): readonly (readonly number[])[] | undefined {
  const left = choices.map(({ values }) => values.map((_, index) => index))
  const demands = [...holds.flatMap((tree) => demandsOf(tree, true)), ...fails.flatMap((tree) => demandsOf(tree, false))]
  for (const { tree, truth } of demands) {
    if (tree.kind !== 'leaf') continue
    if (tree.constant !== undefined && tree.constant !== truth) return undefined
    const [place] = tree.places
    if (place === undefined || !tree.answers) continue
    left[place] = (left[place] ?? []).filter((index) => tree.answers?.[index] === truth)
  }
  return left.some(({ length }) => length === 0) ? undefined : left
}

interface Demand {
  readonly tree: Tree
  readonly truth: boolean
}

function demandsOf(tree: Tree, truth: boolean): Demand[] {
  if (tree.kind === 'leaf') return [{ tree, truth }]
  if (tree.kind === 'not') return demandsOf(tree.part, !truth)
  const passesOn = (tree.kind === 'all') === truth || tree.parts.length === 1
  return passesOn ? tree.parts.flatMap((part) => demandsOf(part, truth)) : []
}
