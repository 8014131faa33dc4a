import type { AnalysisScope, Point, PointAnswer, PointQuestion } from './analysis.js'
import { distance } from './choices.js'
import { sample } from './sample.js'
import { type Found, search } from './search.js'
import { type SearchSpace, searchSpace } from './search-space.js'

const BUDGET = 200_000

/**
 * Finds a record for which some conditions hold and others fail; near to a given record where one is given: with as few
 * variables changed as possible, and by as little. All critical values are tried, up to the budget of the scope; beyond
 * it the answer rests on a fixed sequence of samples and says so.
 * @example findPoint({ holds: [rule.conditions], near: pointFromFacts(variables, facts) }, ruleSet) // what would it take?
 */
export function findPoint(question: PointQuestion, scope: AnalysisScope): PointAnswer {
  const space = searchSpace(question, scope)
  const budget = scope.budget ?? BUDGET
  const searched = question.near ? nearest(space, budget) : search(space, { budget })
  const found = searched.found ?? (searched.finished ? undefined : sample(space, budget))
  const exact = searched.finished && space.exact
  const cost = searched.cost
  return found ? { ...asAnswer(found, space, question.near), exact, cost } : { exact, cost }
}

/** Lets more and more variables change, and takes the smallest change among those that suffice. */
function nearest(space: SearchSpace, budget: number) {
  let cost = 0
  for (let most = 0; most <= space.choices.length; most++) {
    const { found, finished, cost: spent } = search(space, { budget: budget - cost, most })
    cost += spent
    if (found || !finished) return { found, finished, cost }
  }
  return { found: undefined, finished: true, cost }
}

function asAnswer(
  found: Found,
  { choices, views }: SearchSpace,
  near: Point | undefined,
): Pick<PointAnswer, 'point' | 'changed'> {
  const matters = views.filter(({ places }) => places.length === 0 || places.some((place) => found.matters(place)))
  const entries = (near ? views : matters).map(({ variable, source, places }) => {
    const value = source.read(places.map((place) => found.values[place]))
    return [variable.key, value] as const
  })
  if (!near) return { point: Object.fromEntries(entries) }
  const moved = new Set(choices.flatMap(({ values }, place) => (distance(found.values[place], values[0]) === 0 ? [] : [place])))
  const changed = views.filter(({ places }) => places.some((place) => moved.has(place))).map(({ variable }) => variable.key)
  return { point: { ...near, ...Object.fromEntries(entries) }, changed }
}
