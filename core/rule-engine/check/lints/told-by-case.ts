import type { Comparison, ConditionNode } from '../../../model/conditions.js'
import type { RuleCase } from '../../cases/case.js'
import { operatorTest } from '../../compile/operator-test.js'
import { pathReader } from '../../compile/read-path.js'
import { isFactReference } from '../../compile/slot-table.js'
import { ACTIVITY_FACTS } from '../../facts/activity-facts.js'
import { coreFacts } from '../../facts/core-facts.js'
import type { RuleSet } from '../../rule-set.js'

/** Whether conditions hold, as far as it can be told; undefined where only deciding shows it. */
type Told = boolean | undefined
export type Telling = (conditions: ConditionNode) => Told

/** What deciding writes into a lead, whatever a case gave it. */
const DECIDED = new Set(['status', 'statusReason', 'statusSince', 'ownerId', 'queue', 'score', 'grade', 'firstResponseAt'])

/** What the text of a case tells about conditions without names, at its beginning and after each step. */
export function toldByCase(theCase: RuleCase, ruleSet: RuleSet): readonly Telling[] {
  const written = writtenFields(ruleSet)
  return leadsOf(theCase).map((lead) => (conditions) => {
    return told(conditions, (leaf) =>
      isFactReference(leaf.value) ? undefined : compared(leaf, { lead, theCase, written, ruleSet }),
    )
  })
}

function told(node: ConditionNode, ask: (leaf: Comparison) => Told): Told {
  if ('not' in node) {
    const inner = told(node.not, ask)
    return inner === undefined ? undefined : !inner
  }
  if ('all' in node) return settled(false, node.all, ask)
  if ('any' in node) return settled(true, node.any, ask)
  return 'fact' in node ? ask(node) : undefined
}

/** One child settles a group; otherwise all of them must be known. */
function settled(by: boolean, nodes: readonly ConditionNode[], ask: (leaf: Comparison) => Told): Told {
  let answer: Told = !by
  for (const node of nodes) {
    const inner = told(node, ask)
    if (inner === by) return by
    if (inner === undefined) answer = undefined
  }
  return answer
}

type Lead = Readonly<Record<string, unknown>>

function leadsOf({ given, timeline = [] }: RuleCase): readonly Lead[] {
  const leads: Lead[] = [given.lead ?? {}]
  for (const { set } of timeline) if (set) leads.push({ ...leads.at(-1), ...set })
  return leads
}

interface Known {
  readonly lead: Lead
  readonly theCase: RuleCase
  readonly written: ReadonlySet<string>
  readonly ruleSet: RuleSet
}

function compared(leaf: Comparison, known: Known): Told {
  const left = valueTold(leaf, known)
  const test = left && operatorTest(leaf.operator, known.ruleSet.vocabulary.operators)
  try {
    return test?.(pathReader(leaf.path)(left?.value), leaf.value)
  } catch {
    return false
  }
}

/** The value of a fact in a case; nothing where it follows from decisions, from the clock or from queues. */
function valueTold({ fact, path, params = {} }: Comparison, known: Known): { readonly value: unknown } | undefined {
  const { lead, theCase, written } = known
  const { facts = {} } = theCase.given
  if (fact === 'lead') return isWritten(path, written) ? undefined : { value: { id: 'case', source: 'case', ...lead } }
  if (ACTIVITY_FACTS.has(fact)) return hasActivity(theCase, params['type']) ? undefined : { value: NONE_YET[fact] }
  if (fact === 'elapsed') return elapsedAtOnce(params['since'], known)
  if (Object.hasOwn(facts, fact)) return { value: facts[fact] }
  return Object.hasOwn(coreFacts, fact) && !AROUND.has(fact) ? undefined : { value: undefined }
}

/** Facts of the core that only a case can tell. */
const AROUND = new Set(['account', 'contact', 'opportunity', 'campaign'])
const NONE_YET: Readonly<Record<string, unknown>> = { activityCount: 0, activitySum: 0, activityTimes: [] }

const fieldIn = (path = ''): string => /^\$\.([^.[]+)/.exec(path)?.[1] ?? ''

const isWritten = (path: string | undefined, written: ReadonlySet<string>): boolean =>
  DECIDED.has(fieldIn(path)) || written.has(fieldIn(path))

/** Fields that automations set. */
function writtenFields({ automations }: RuleSet): ReadonlySet<string> {
  const actions = automations.flatMap(({ rules }) => rules.flatMap(({ then }) => then))
  return new Set(actions.flatMap(({ type, params }) => (type === 'field.set' ? [String(params['field'])] : [])))
}

function hasActivity({ given, timeline = [] }: RuleCase, type: unknown): boolean {
  const types = [...(given.activities ?? []), ...timeline.flatMap(({ activity }) => activity ?? [])].map((each) => each.type)
  return types.some((each) => type === undefined || each === type)
}

/** Without steps no time passes, and an instant that the case does not give is the beginning, or missing. */
function elapsedAtOnce(since: unknown, { lead, theCase }: Known): { readonly value: unknown } | undefined {
  const fields = Array.isArray(since) ? since.map(String) : []
  if ((theCase.timeline ?? []).length > 0 || fields.some((field) => lead[field] !== undefined)) return undefined
  return {
    value: fields.some((field) => field === 'createdAt' || field === 'statusSince' || field === 'updatedAt') ? 0 : undefined,
  }
}
