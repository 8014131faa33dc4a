import type { Crm } from '../../crm/crm.js'
import type { Decision } from '../../model/decision.js'
import { textIn } from '../../model/text/localized-text.js'
import type { StoredDecision } from '../../operations/index.js'
import {
  describeFacts,
  type Explanation,
  explainDecision,
  type FactRead,
  type LeafVerdict,
  type RuleVerdict,
} from '../../rule-engine/index.js'
import type { Reader } from '../reader.js'
import type { Words } from '../renderer-messages.js'
import { type ActionStory, actionStory } from './action-story.js'
import type { Label, LeadLabels } from './lead-labels.js'
import { type RoutingStory, routingStory } from './routing-story.js'
import { rulesThatDecided } from './rules-that-decided.js'
import { type ScoreStory, scoreStory } from './score-story.js'

/** One decision as a person reads it: what was read, what followed, and why. */
export interface DecisionStory {
  readonly id: string
  readonly at: number
  readonly trigger: string
  readonly ruleSet: string
  /** Whether the rules that decided are at hand to say why; otherwise only what was stored is told. */
  readonly isExplained: boolean
  /** Whether other rules are in force by now. */
  readonly isOfOldRules: boolean
  readonly submissionId?: string
  readonly scores: readonly ScoreStory[]
  readonly moves: readonly MoveStory[]
  /** Moves that were possible and were not made. */
  readonly notMoved: readonly RuleVerdict[]
  readonly routing?: RoutingStory
  readonly automations: readonly AutomationStory[]
  readonly waiting: readonly RuleVerdict[]
  readonly problems: Decision['problems']
  readonly facts: readonly FactRead[]
  readonly nextChangeAt?: number
}

interface MoveStory {
  readonly title: string
  readonly from: Label
  readonly to: Label
  readonly leaves: readonly LeafVerdict[]
}

/** An automation that is true: it fired now, or had fired before. */
interface AutomationStory {
  readonly title: string
  readonly fired: boolean
  readonly leaves: readonly LeafVerdict[]
  readonly actions: readonly ActionStory[]
}

interface Telling {
  readonly labels: LeadLabels
  readonly reader: Reader
  readonly words: Words
}

/** Tells a stored decision: by the rules that decided, with the names of today. */
export async function decisionStory(crm: Crm, stored: StoredDecision, telling: Telling): Promise<DecisionStory> {
  const { labels, reader } = telling
  const { decision, id, at, submissionId } = stored
  const ruleSet = await rulesThatDecided(crm, decision.ruleSet)
  const wishes = { ...reader, names: labels.people, sourceName: labels.source }
  const explanation = ruleSet && explainDecision(ruleSet, decision, wishes)
  return {
    id,
    at,
    trigger: decision.trigger,
    ruleSet: decision.ruleSet,
    isExplained: explanation !== undefined,
    isOfOldRules: decision.ruleSet !== crm.rules().digest,
    scores: Object.entries(decision.scores).map(([model, score]) =>
      scoreStory(
        { model, score, file: (ruleSet ?? crm.rules()).scoring.find((file) => file.id === model), explanation },
        telling,
      ),
    ),
    moves: moveStories(decision, { ...telling, explanation }),
    notMoved: explanation?.notMoved ?? [],
    ...automationStories(crm, decision, { ...telling, explanation }),
    problems: decision.problems,
    facts: describeFacts(ruleSet ?? crm.rules(), decision, wishes),
    ...(submissionId ? { submissionId } : {}),
    ...(decision.routing ? { routing: routingStory(crm, decision.routing, { ...telling, explanation }) } : {}),
    ...(decision.nextChangeAt === undefined ? {} : { nextChangeAt: decision.nextChangeAt }),
  }
}

interface Explained extends Telling {
  readonly explanation: Explanation | undefined
}

function moveStories({ transitions }: Decision, { labels, reader, explanation }: Explained): readonly MoveStory[] {
  return transitions.map(({ title, from, to }, index) => ({
    title: textIn(title, reader.language),
    from: labels.status(from),
    to: labels.status(to),
    leaves: explanation?.transitions[index]?.leaves ?? [],
  }))
}

/** Rules that are gone from an explanation are still told by what was stored of them. */
function automationStories(
  crm: Crm,
  { fired, actions }: Decision,
  { labels, reader, words, explanation }: Explained,
): Pick<DecisionStory, 'automations' | 'waiting'> {
  const verdicts = explanation?.automations ?? []
  const actionsOf = (rule: string) =>
    actions
      .filter((action) => action.rule === rule)
      .map((each, place) => {
        const sources = verdicts.find((verdict) => verdict.rule === rule)?.sources[place]
        return actionStory(crm, each, { labels, words, language: reader.language, sources })
      })
  const before = verdicts.filter((verdict) => verdict.counted && !verdict.fired)
  return {
    automations: [
      ...fired.map(({ rule, title }) => ({
        title: textIn(title, reader.language),
        fired: true,
        leaves: verdicts.find((verdict) => verdict.rule === rule)?.leaves ?? [],
        actions: actionsOf(rule),
      })),
      ...before.map(({ title, leaves }) => ({ title, fired: false, leaves, actions: [] })),
    ],
    waiting: verdicts.filter(({ counted }) => !counted),
  }
}
