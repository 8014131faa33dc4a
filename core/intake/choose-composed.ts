import {
  type Candidate,
  type Choice,
  chooseInSteps,
  type Fields,
  filteredOut,
  type LeftOut,
  outranked,
  type PartRequest,
  type Sieve,
} from '../plugin-api/index.js'
import type { ChoiceRequest, StrategyComposition } from '../rule-engine/index.js'
import { contributed } from './contributed.js'
import type { ReadingEngine } from './reading-engine.js'

type Registry = ReadingEngine['registry']

/** Chooses with the parts that a rule put together: each part is one guarded call to the plugin that gives it. */
export function chooseComposed(
  registry: Registry,
  candidates: readonly Candidate[],
  { composition, ...request }: ChoiceRequest & { readonly composition: StrategyComposition },
): Promise<Choice> {
  const { filter, rank, pick } = composition
  const { lead, facts = {}, presence = {} } = request
  const asked = (params: Readonly<Record<string, unknown>>) => ({ lead, facts, presence, params }) as PartRequest<Fields>
  const sieves = [
    ...filter.map(
      ({ use, params, optional = false }): Sieve =>
        async (left) => {
          const { plugin, value } = contributed(registry.assignmentFilters, 'assignment filter', use)
          const call = () => filteredOut(value, left, asked(params))
          const out = await registry.call({ plugin, where: `assignment filter ${use}` }, call)
          return optional && out.length === left.length ? NOBODY : out
        },
    ),
    ...rank.map(
      ({ use, params }): Sieve =>
        (left) => {
          const { plugin, value } = contributed(registry.assignmentRanks, 'assignment rank', use)
          return registry.call({ plugin, where: `assignment rank ${use}` }, () => outranked(value, left, asked(params)))
        },
    ),
  ]
  const picking = contributed(registry.assignmentStrategies, 'assignment strategy', pick.use)
  return chooseInSteps(candidates, {
    sieves,
    pick: (left) =>
      registry.call({ plugin: picking.plugin, where: `assignment strategy ${pick.use}` }, () =>
        picking.value.choose(left, { ...request, params: pick.params } as Parameters<typeof picking.value.choose>[1]),
      ),
  })
}

const NOBODY: readonly LeftOut[] = []
