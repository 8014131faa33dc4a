import type { DecidedLead, Trigger } from '../model/decision.js'
import type { Candidate } from '../plugin-api/index.js'
import {
  type DecidedQueues,
  type DecideEnvironment,
  decideBatch,
  type QueueSituation,
  type Situation,
} from '../rule-engine/index.js'
import type { QueueState } from '../store/index.js'
import type { Engine, EngineSettings } from './engine.js'
import { loadFacts } from './load-facts.js'
import type { WorkingLead } from './working-lead.js'

/** What a decision on a batch needs to know beside the leads. */
export interface DecideRequest {
  readonly trigger: Trigger
  readonly now: number
  readonly queues: readonly QueueState[]
  readonly reroute?: { readonly queue?: string; readonly strategy?: string }
}

/** Asks the rules about a batch: loads the facts, then decides without touching the database. */
export async function decideLeads(
  engine: Engine,
  works: readonly WorkingLead[],
  { trigger, now, queues, reroute }: DecideRequest,
): Promise<{ decided: readonly DecidedLead[]; queues: readonly DecidedQueues[] }> {
  const loaded = await loadFacts(engine, works, now)
  const situations = works.map(
    ({ lead }, index): Situation => ({
      lead,
      trigger,
      facts: loaded[index]?.facts ?? {},
      failedFacts: loaded[index]?.failedFacts ?? {},
      ...(reroute ? { reroute } : {}),
    }),
  )
  return decideBatch(engine.rules(), situations, decideEnvironment(engine, { now, queues: queues.map(queueSituation) }))
}

/** What deciding needs from outside, with plugin code behind guarded calls; cases are run with it too, without a database. */
export function decideEnvironment(
  { registry, settings }: Pick<Engine, 'registry'> & { readonly settings: Pick<EngineSettings, 'timeZone' | 'ruleEngine'> },
  { now, queues }: Pick<DecideEnvironment, 'now' | 'queues'>,
): DecideEnvironment {
  return {
    now,
    timeZone: settings.timeZone,
    engine: settings.ruleEngine,
    queues,
    score: (model, request) => {
      const { plugin, value } = named(registry.scoringModels, 'scoring model', model)
      return registry.call({ plugin, where: `scoring model ${model}` }, () => value.score(request))
    },
    filterScore: async (subject) =>
      registry.hooks.has('lead:score') ? (await registry.hooks.filter('lead:score', subject)).score : subject.score,
    choose: (strategy, candidates, request) => {
      const { plugin, value } = named(registry.assignmentStrategies, 'assignment strategy', strategy)
      return registry.call({ plugin, where: `assignment strategy ${strategy}` }, () => value.choose(candidates, request))
    },
    guardTransition: async (request) =>
      registry.hooks.has('lead:transition') ? registry.hooks.guard('lead:transition', request) : undefined,
    guardAssign: async (request) =>
      registry.hooks.has('lead:assign') ? registry.hooks.guard('lead:assign', request) : undefined,
  }
}

function named<T>(contributions: ReadonlyMap<string, T>, kind: string, id: string): T {
  const contribution = contributions.get(id)
  if (!contribution) throw new Error(`No plugin gives the ${kind} "${id}".`)
  return contribution
}

function queueSituation({ queue, cursors, members }: QueueState): QueueSituation {
  return {
    queue,
    cursors,
    members: members.map(({ user, openLeads }, position) => ({
      ...candidate(user, { openLeads, position }),
      active: user.active,
      away: user.away,
      email: user.email,
    })),
  }
}

function candidate(user: QueueState['members'][number]['user'], place: { openLeads: number; position: number }): Candidate {
  return {
    userId: user.id,
    name: user.name,
    ...place,
    weight: user.weight,
    territories: user.territories ?? [],
    ...(user.capacity === undefined ? {} : { capacity: user.capacity }),
  }
}
