import type { Comparison } from '../../model/conditions.js'
import { isFactReference } from '../compile/slot-table.js'
import type { AnalysisScope, Point, Variable } from './analysis.js'
import { candidatesOf } from './candidates.js'
import { isForeseeable, looksIntoText, mentionedBy } from './critical-values.js'
import type { Source } from './sources.js'
import { ANALYSIS_NOW, isWrittenDown, valueDomain } from './value-domain.js'

/** What stands on one side of a comparison, and what it follows from. */
export interface Side {
  readonly variable: Variable
  readonly source: Source
}

export interface PlacedLeaf {
  readonly leaf: Comparison
  readonly sides: readonly Side[]
}

/** Something that can be chosen, with the values worth choosing. */
export interface Choice {
  readonly variable: Variable
  readonly values: readonly unknown[]
  /** What it is in the record near which an answer should stay. */
  readonly near?: unknown
}

interface Wishes {
  readonly near: Point | undefined
  readonly fixed: readonly string[]
  readonly scope: AnalysisScope
}

/** Everything that has to be chosen for some comparisons, and whether the values cover all there are. */
export function choicesFor(
  leaves: readonly PlacedLeaf[],
  wishes: Wishes,
): { readonly choices: readonly Choice[]; readonly exact: boolean } {
  const groups = connected(leaves)
  const found = groups.flatMap((group) => groupChoices(group, wishes))
  return { choices: found.map(({ choice }) => choice), exact: found.every(({ exact }) => exact) }
}

interface Group {
  readonly sources: Map<string, Variable>
  readonly leaves: PlacedLeaf[]
}

/** Comparisons that share something they follow from, so that values of one matter to all. */
function connected(leaves: readonly PlacedLeaf[]): readonly Group[] {
  const groupOf = new Map<string, Group>()
  for (const placed of leaves) {
    const sources = placed.sides.flatMap(({ source }) => source.of)
    const group: Group = { sources: new Map(sources.map((variable) => [variable.key, variable])), leaves: [placed] }
    for (const old of new Set(sources.flatMap(({ key }) => groupOf.get(key) ?? []))) {
      for (const [key, variable] of old.sources) group.sources.set(key, variable)
      group.leaves.push(...old.leaves)
    }
    for (const key of group.sources.keys()) groupOf.set(key, group)
  }
  return [...new Set(groupOf.values())]
}

function groupChoices({ sources, leaves }: Group, wishes: Wishes) {
  const { scope } = wishes
  const reach = leaves.some(({ leaf }) => isFactReference(leaf.value)) ? sources.size : 1
  const now = scope.now ?? ANALYSIS_NOW
  const literals = leaves.flatMap(({ leaf }) => mentionedBy(leaf, scope))
  const clock = sources.has('now') ? [now] : []
  const standing = leaves.flatMap(({ sides }) => sides.map(({ variable }) => wishes.near?.[variable.key]))
  const texts = new Set(leaves.flatMap(({ leaf }) => (looksIntoText(leaf) ? [JSON.stringify(leaf.value)] : [])))
  const foreseeable = texts.size <= 1 && leaves.every(({ leaf }) => isForeseeable(leaf, scope))
  return [...sources.values()].map((variable) => {
    const own = leaves.flatMap(({ leaf, sides }) => ownLiterals({ leaf, sides }, variable, scope))
    const shared = reach > 1 ? [...literals, ...clock, ...standing] : []
    if (variable.key === 'now' && own.length === 0) return { choice: { variable, values: [now], near: now }, exact: true }
    const past = isTimedOnly(variable, leaves) && isWrittenDown(variable, scope) ? { max: now } : {}
    const domain = { ...valueDomain(variable, scope), ...past }
    const candidates = candidatesOf([...own, ...shared], { domain, reach: Math.min(reach, 4) })
    const near = nearValue(variable, { leaves, near: wishes.near })
    const values = arranged(candidates.values, { variable, near, wishes })
    return { choice: { variable, values, ...near }, exact: candidates.exact && foreseeable && reach <= 4 }
  })
}

/** Whether only the time that has passed since an instant is asked for; a date of the future may be written down one day. */
function isTimedOnly({ key }: Variable, leaves: readonly PlacedLeaf[]): boolean {
  const sides = leaves.flatMap((placed) => placed.sides).filter(({ source }) => source.of.some((of) => of.key === key))
  return sides.every(({ variable }) => variable.fact === 'elapsed')
}

/** Literals with which a source is compared, in its own terms. */
function ownLiterals({ leaf, sides }: PlacedLeaf, { key }: Variable, scope: AnalysisScope): unknown[] {
  return sides
    .filter(({ source }) => source.of.some((variable) => variable.key === key))
    .flatMap(({ source }) => mentionedBy(leaf, scope).flatMap((value) => source.write(value)))
}

/** The value in the record to stay near: under its own name, or by what follows from it. */
function nearValue(
  { key }: Variable,
  { leaves, near }: { readonly leaves: readonly PlacedLeaf[]; readonly near: Point | undefined },
): { readonly near?: unknown } {
  if (!near) return {}
  if (Object.hasOwn(near, key)) return { near: near[key] }
  const sides = leaves.flatMap((placed) => placed.sides)
  const view = sides.find(({ source, variable }) => source.of[0]?.key === key && Object.hasOwn(near, variable.key))
  return { near: view?.source.write(near[view.variable.key])[0] }
}

function arranged(
  values: readonly unknown[],
  {
    variable,
    near,
    wishes,
  }: { readonly variable: Variable; readonly near: { readonly near?: unknown }; readonly wishes: Wishes },
): readonly unknown[] {
  if (!('near' in near)) return values
  if (wishes.fixed.includes(variable.key)) return [near.near]
  const others = values.filter((value) => value !== near.near)
  return [near.near, ...others.toSorted((left, right) => distance(left, near.near) - distance(right, near.near))]
}

/** How far two values lie apart: 0 for the same, up to 1 for values that have nothing in common. */
export function distance(left: unknown, right: unknown): number {
  if (left === right || (Array.isArray(left) && JSON.stringify(left) === JSON.stringify(right))) return 0
  if (typeof left !== 'number' || typeof right !== 'number') return left === undefined || right === undefined ? 1 : 0.9
  return Math.abs(left - right) / (Math.abs(left) + Math.abs(right) + 1)
}
