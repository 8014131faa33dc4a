import type { CompositionPart, RoutingTarget, StrategyComposition } from '../rule-set.js'

/** A part as a rule file says it: by its name alone, or with parameters. */
export type WrittenPart =
  | string
  | { readonly use: string; readonly params?: Readonly<Record<string, unknown>>; readonly optional?: boolean }

/** A composition as a rule file says it. */
export interface WrittenComposition {
  readonly filter?: readonly WrittenPart[]
  readonly rank?: readonly WrittenPart[]
  readonly pick: WrittenPart
}

/** Where a routing rule sends a lead, as its file says it. */
export type WrittenTarget = Omit<RoutingTarget, 'strategy' | 'composition'> & {
  readonly strategy?: string | WrittenComposition
}

/** A target with its composition read, and called by what it is made of. */
export function readTarget({ strategy, ...target }: WrittenTarget): RoutingTarget {
  if (strategy === undefined) return target
  if (typeof strategy === 'string') return { ...target, strategy }
  const composition = readComposition(strategy)
  return { ...target, strategy: compositionName(composition), composition }
}

/** A part with what was left out. */
export function readPart(part: WrittenPart): CompositionPart {
  return typeof part === 'string' ? { use: part, params: {} } : { params: {}, ...part }
}

function readComposition({ filter = [], rank = [], pick }: WrittenComposition): StrategyComposition {
  return { filter: filter.map(readPart), rank: rank.map(readPart), pick: readPart(pick) }
}

/**
 * What decisions and cases call a composition.
 * @example 'territory + skill > least-busy > round-robin'
 */
function compositionName({ filter, rank, pick }: StrategyComposition): string {
  const filters = filter.map(({ use }) => use).join(' + ')
  return [...(filters === '' ? [] : [filters]), ...rank.map(({ use }) => use), pick.use].join(' > ')
}
