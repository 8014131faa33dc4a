import type { DecidedLead, DecisionStage, Trigger } from '../model/decision.js'
import type { Candidate } from '../plugin-api/index.js'
import {
  type DecidedQueues,
  type DecideEnvironment,
  decideBatch,
  type QueueSituation,
  type RuleSet,
  type Situation,
} from '../rule-engine/index.js'
import type { QueueState } from '../store/index.js'
import { chooseComposed } from './choose-composed.js'
import { contributed } from './contributed.js'
import type { EngineSettings } from './engine.js'
import { loadFacts } from './load-facts.js'
import { pluginSet } from './plugin-set.js'
import type { ReadingEngine } from './reading-engine.js'
import type { WorkingLead } from './working-lead.js'

/** What a decision on a batch needs to know beside the leads. */
export interface DecideRequest {
  /** The rules that decide about the whole batch, whatever is put in force meanwhile. */
  readonly ruleSet: RuleSet
  readonly trigger: Trigger
  readonly now: number
  readonly queues: readonly QueueState[]
  readonly reroute?: { readonly queue?: string; readonly strategy?: string }
  /** Automations whose effects led to this decision, the first one first. */
  readonly chain?: readonly string[]
  /** Stages that are left out. */
  readonly without?: readonly DecisionStage[]
}

/** Leads as they are after their decisions, and the queues as they are after the batch. */
interface Decided {
  readonly decided: readonly DecidedLead[]
  readonly queues: readonly DecidedQueues[]
}

/** Asks the rules about a batch: loads the facts, then decides without touching the database. */
export async function decideLeads(
  engine: ReadingEngine,
  works: readonly WorkingLead[],
  request: DecideRequest,
): Promise<Decided> {
  return decideSituations(engine, await loadSituations(engine, works, request), request)
}

/** Loads what rules ask about a batch. */
export async function loadSituations(
  engine: ReadingEngine,
  works: readonly WorkingLead[],
  {
    ruleSet,
    trigger,
    now,
    reroute,
    chain = [],
    without = [],
  }: Pick<DecideRequest, 'trigger' | 'now' | 'reroute' | 'chain' | 'without'> & { readonly ruleSet: Pick<RuleSet, 'slots'> },
): Promise<readonly Situation[]> {
  const loaded = await loadFacts(engine, works, { now, ruleSet })
  return works.map(
    ({ lead }, index): Situation => ({
      lead,
      trigger,
      facts: loaded[index]?.facts ?? {},
      failedFacts: loaded[index]?.failedFacts ?? {},
      ...(loaded[index]?.factChanges ? { factChanges: loaded[index].factChanges } : {}),
      ...(reroute ? { reroute } : {}),
      ...(chain.length > 0 ? { chain } : {}),
      ...(without.length > 0 ? { without } : {}),
    }),
  )
}

/** Asks the rules about a batch whose facts are there. */
export function decideSituations(
  engine: Pick<ReadingEngine, 'registry' | 'settings'>,
  situations: readonly Situation[],
  { ruleSet, now, queues }: Pick<DecideRequest, 'ruleSet' | 'now' | 'queues'>,
): Promise<Decided> {
  return decideBatch(
    ruleSet,
    situations,
    decideEnvironment(engine, { now, queues: queues.map((queue) => queueSituation(queue, ruleSet)) }),
  )
}

/** What deciding needs from outside, with plugin code behind guarded calls; cases are run with it too, without a database. */
export function decideEnvironment(
  {
    registry,
    settings,
  }: Pick<ReadingEngine, 'registry'> & { readonly settings: Pick<EngineSettings, 'timeZone' | 'ruleEngine'> },
  { now, queues }: Pick<DecideEnvironment, 'now' | 'queues'>,
): DecideEnvironment {
  return {
    now,
    timeZone: settings.timeZone,
    engine: settings.ruleEngine,
    plugins: pluginSet(registry).digest,
    queues,
    score: (model, request) => {
      const { plugin, value } = contributed(registry.scoringModels, 'scoring model', model)
      return registry.call({ plugin, where: `scoring model ${model}` }, () => value.score(request))
    },
    filterScore: (subject) =>
      registry.hooks.has('lead:score') ? registry.hooks.filter('lead:score', subject).then(({ score }) => score) : subject.score,
    choose: (strategy, candidates, { composition, ...request }) => {
      if (composition) return chooseComposed(registry, candidates, { ...request, composition })
      const { plugin, value } = contributed(registry.assignmentStrategies, 'assignment strategy', strategy)
      return registry.call({ plugin, where: `assignment strategy ${strategy}` }, () => value.choose(candidates, request))
    },
    guardTransition: (request) =>
      registry.hooks.has('lead:transition') ? registry.hooks.guard('lead:transition', request) : undefined,
    guardAssign: (request) => (registry.hooks.has('lead:assign') ? registry.hooks.guard('lead:assign', request) : undefined),
  }
}

/** A queue as deciding reads it. */
export function queueSituation({ queue, cursors, members }: QueueState, { queues }: Pick<RuleSet, 'queues'>): QueueSituation {
  const usual = queues.find(({ id }) => id === queue)?.capacity
  return {
    queue,
    cursors,
    members: members.map(({ user, openLeads }, position) => ({
      ...(usual === undefined ? {} : { capacity: usual }),
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
    ...(user.skills?.length ? { skills: user.skills } : {}),
    ...(user.region === undefined ? {} : { region: user.region }),
    ...(user.workingCalendar === undefined ? {} : { workingCalendar: user.workingCalendar }),
    ...(user.capacity === undefined ? {} : { capacity: user.capacity }),
  }
}
