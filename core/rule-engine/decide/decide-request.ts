import type { DecisionStage, FactChange, Score, Trigger } from '../../model/decision.js'
import type { Lead } from '../../model/entities/lead.js'
import type { AssignmentRequest, Awaitable, Candidate, Choice, Fields, Refusal, ScoringRequest } from '../../plugin-api/index.js'
import type { StrategyComposition } from '../rule-set.js'

/** One lead to decide about, with every fact the rule set asked for. */
export interface Situation {
  readonly lead: Lead
  readonly trigger: Trigger
  /** Values of `ruleSet.slots`, by key. */
  readonly facts: Readonly<Record<string, unknown>>
  /** Later values of facts that change by themselves, by slot key, earliest first. */
  readonly factChanges?: Readonly<Record<string, readonly FactChange[]>>
  /** Facts that could not be loaded: the rules that read them end as `error`, the rest counts. */
  readonly failedFacts?: Readonly<Record<string, string>>
  /** Asked for by an action or a person: route again though the lead has an owner, to this queue where one is named. */
  readonly reroute?: { readonly queue?: string; readonly strategy?: string }
  /** Automations whose effects led to this decision, the first one first; absent where none did. */
  readonly chain?: readonly string[]
  /** Stages that are left out; of the automations it is still remembered which are true, so that they do not fire later for old news. */
  readonly without?: readonly DecisionStage[]
}

/** A queue while a batch is decided: each assignment moves its cursors and its members' workload. */
export interface QueueSituation {
  readonly queue: string
  readonly cursors: Readonly<Record<string, number>>
  readonly members: readonly (Candidate & { readonly active: boolean; readonly away: boolean; readonly email: string })[]
}

/** What deciding needs from outside: the clock, the queues, and plugin code behind guarded calls. */
export interface DecideEnvironment {
  readonly now: number
  /** Zone in which the fact `jalali` reads the clock; UTC otherwise. */
  readonly timeZone?: string
  /** `reference` runs every condition on json-rules-engine itself: slow, for comparing. */
  readonly engine?: 'compiled' | 'reference'
  readonly queues: readonly QueueSituation[]
  /** Digest of the names and versions of the plugins behind it, for the record. */
  readonly plugins?: string
  score(model: string, request: ScoringRequest<Fields>): Awaitable<Score>
  /** Lets plugins adjust a score; answers it unchanged when none listens. */
  filterScore(subject: { readonly lead: Lead; readonly model: string; readonly score: Score }): Awaitable<Score>
  choose(strategy: string, candidates: readonly Candidate[], request: ChoiceRequest): Awaitable<Choice>
  guardTransition(request: { readonly lead: Lead; readonly from: string; readonly to: string }): Awaitable<Refusal | undefined>
  guardAssign(request: { readonly lead: Lead; readonly ownerId: string }): Awaitable<Refusal | undefined>
}

/** What a strategy is asked with; of one that a rule put together, what it is made of. */
export interface ChoiceRequest extends AssignmentRequest<Fields> {
  readonly composition?: StrategyComposition
}

/** The queues as they are after a batch, for the commit. */
export interface DecidedQueues {
  readonly queue: string
  readonly cursors: Readonly<Record<string, number>>
}
