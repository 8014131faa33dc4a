import { CrmError } from '../../errors.js'
import type { Decision } from '../../model/decision.js'
import type { DecideEnvironment, QueueSituation, Situation } from './decide-request.js'
import { recordedQueue } from './queue-board.js'

/** What a stored decision was asked for, to ask it again. */
export function recordedSituation({ trigger, facts, factChanges, inputs }: Decision): Situation {
  return {
    lead: facts['lead'] as Situation['lead'],
    trigger,
    facts,
    ...(factChanges ? { factChanges } : {}),
    ...(inputs?.failedFacts ? { failedFacts: inputs.failedFacts } : {}),
    ...(inputs?.reroute ? { reroute: inputs.reroute } : {}),
    ...(inputs?.chain ? { chain: inputs.chain } : {}),
    ...(inputs?.without ? { without: inputs.without } : {}),
  }
}

/** The queue in which a stored decision chose, as it was then; none where it chose nobody. */
export function recordedQueues({ inputs, routing }: Decision): readonly QueueSituation[] {
  return inputs?.queue ? [recordedQueue(inputs.queue, routing?.strategy)] : []
}

/** Guards that answer what they answered then, in the order in which they were asked; to everything else they agree. */
export function recordedGuards({ inputs }: Decision): Pick<DecideEnvironment, 'guardTransition' | 'guardAssign'> {
  const answers = [...(inputs?.guards ?? [])]
  const answer = (asked: { readonly to?: string; readonly owner?: string }) => {
    const place = answers.findIndex(({ to, owner }) => to === asked.to && owner === asked.owner)
    const [said] = place < 0 ? [] : answers.splice(place, 1)
    if (said?.failed !== undefined) {
      throw new CrmError('PLUGIN_FAILED', said.failed, said.plugin === undefined ? {} : { details: { plugin: said.plugin } })
    }
    return said?.refused === undefined ? undefined : { refused: said.refused }
  }
  return {
    guardTransition: async ({ to }) => answer({ to }),
    guardAssign: async ({ ownerId }) => answer({ owner: ownerId }),
  }
}
