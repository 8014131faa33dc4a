import type { Crm } from '../../crm/crm.js'
import type { RoutingTaken } from '../../model/decision.js'
import { textIn } from '../../model/text/localized-text.js'
import { describeLeftOut, describeUnassigned, type Explanation, type RuleVerdict } from '../../rule-engine/index.js'
import type { Reader } from '../reader.js'
import type { LeadLabels } from './lead-labels.js'

/** Where a lead was sent, by which rule, to whom, and why not to each of the others. */
export interface RoutingStory {
  readonly title: string
  readonly queue?: string
  readonly strategy?: string
  readonly owner?: string
  readonly unassigned?: string
  readonly leftOut: readonly { readonly name: string; readonly sentence: string }[]
  /** The rules that were asked, up to the one that matched. */
  readonly rules: readonly RuleVerdict[]
}

interface Telling {
  readonly labels: LeadLabels
  readonly reader: Reader
  readonly explanation: Explanation | undefined
}

export function routingStory(crm: Crm, routing: RoutingTaken, { labels, reader, explanation }: Telling): RoutingStory {
  const { title, queue, strategy, ownerId, unassigned, leftOut } = routing
  const { language } = reader
  const strategyLabel = strategy && (crm.registry.assignmentStrategies.get(strategy)?.value.label ?? strategy)
  return {
    title: textIn(title, language),
    leftOut: leftOut.map((each) => ({ name: labels.owner(each.userId), sentence: describeLeftOut(each, language) })),
    rules: explanation?.routing?.rules ?? [],
    ...(queue ? { queue: labels.queue(queue) } : {}),
    ...(strategyLabel ? { strategy: textIn(strategyLabel, language) } : {}),
    ...(ownerId ? { owner: labels.owner(ownerId) } : {}),
    ...(unassigned ? { unassigned: describeUnassigned(unassigned, language) } : {}),
  }
}
