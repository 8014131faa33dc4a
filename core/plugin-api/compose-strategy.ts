import type { LeftOut } from '../model/decision.js'
import type { Fields } from '../model/fields.js'
import type { Text } from '../model/text/localized-text.js'
import { type AssignmentFilter, type AssignmentRank, filteredOut, outranked } from './assignment-parts.js'
import type { AssignmentRequest, AssignmentStrategy, Candidate, Choice } from './assignment-strategy.js'
import type { Awaitable } from './awaitable.js'

/** A step of a composition: whom of these it leaves out. */
export type Sieve = (candidates: readonly Candidate[]) => Awaitable<readonly LeftOut[]>

/** Lets one sieve after the other leave candidates out, and who picks choose among those that are left. */
export async function chooseInSteps(
  candidates: readonly Candidate[],
  { sieves, pick }: { readonly sieves: readonly Sieve[]; readonly pick: (left: readonly Candidate[]) => Awaitable<Choice> },
): Promise<Choice> {
  let left = candidates
  let leftOut: readonly LeftOut[] = []
  for (const sieve of sieves) {
    if (left.length === 0) break
    const out = await sieve(left)
    leftOut = [...leftOut, ...out]
    left = left.filter(({ userId }) => !out.some((each) => each.userId === userId))
  }
  if (left.length === 0) return { leftOut: inOrder(leftOut, candidates) }
  const choice = await pick(left)
  return { ...choice, leftOut: inOrder([...leftOut, ...choice.leftOut], candidates) }
}

/** Told in the order of the candidates, whichever step left them out. */
function inOrder(leftOut: readonly LeftOut[], candidates: readonly Candidate[]): readonly LeftOut[] {
  const places = new Map(candidates.map(({ userId }, place) => [userId, place]))
  return leftOut.toSorted((one, other) => (places.get(one.userId) ?? 0) - (places.get(other.userId) ?? 0))
}

/** What a whole strategy is made of. Its parts take no parameters here. */
export interface StrategyParts {
  readonly label: Text
  readonly filter?: readonly AssignmentFilter[]
  readonly rank?: readonly AssignmentRank[]
  readonly pick: AssignmentStrategy
}

/**
 * Makes a whole strategy of parts, for rules that name it with one word.
 * @example composeStrategy({ label: 'Least busy', rank: [fewestOpenLeads], pick: nextInTurn })
 */
export function composeStrategy({ label, filter = [], rank = [], pick }: StrategyParts): AssignmentStrategy {
  return {
    label,
    choose(candidates: readonly Candidate[], request: AssignmentRequest<Fields>) {
      const asked = { lead: request.lead, params: {}, facts: request.facts ?? {}, presence: request.presence ?? {} }
      const sieves = [
        ...filter.map(
          (part): Sieve =>
            (left) =>
              filteredOut(part, left, asked),
        ),
        ...rank.map(
          (part): Sieve =>
            (left) =>
              outranked(part, left, asked),
        ),
      ]
      return chooseInSteps(candidates, { sieves, pick: (left) => pick.choose(left, { ...request, params: {} }) })
    },
  }
}
