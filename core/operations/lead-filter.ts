import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import type { Conditions } from '../model/conditions.js'
import { didYouMean } from '../model/text/did-you-mean.js'
import { lowerConditions, type RuleSet } from '../rule-engine/index.js'

/** Which leads: conditions of the rule language, a saved segment, words to search for; together they must all hold. */
export interface LeadFilter {
  readonly where?: Conditions
  /** Id of a segment file. */
  readonly segment?: string
  readonly search?: string
}

/**
 * Brings a filter into comparisons of the lead's own fields, as they are to be asked now.
 * @throws {CrmError} SEGMENT_UNKNOWN, RULE_CONDITION_UNKNOWN for names that nobody defined; FILTER_NOT_SQL for what no field holds.
 */
export function leadConditions(engine: Pick<Engine, 'rules' | 'now'>, { where, segment }: LeadFilter): Conditions | undefined {
  const ruleSet = engine.rules()
  const parts = [where, segment === undefined ? undefined : segmentConditions(ruleSet.segments, segment)].filter(
    (part) => part !== undefined,
  )
  const [only] = parts
  if (only === undefined) return undefined
  return lowerConditions(parts.length === 1 ? only : { all: parts }, { ruleSet, now: engine.now() })
}

function segmentConditions(segments: RuleSet['segments'], id: string): Conditions {
  const segment = Object.hasOwn(segments, id) ? segments[id] : undefined
  if (segment) return segment.conditions
  const known = Object.keys(segments)
  const near = didYouMean(id, known)
  throw new CrmError('SEGMENT_UNKNOWN', `There is no segment "${id}".${near ? ` Did you mean "${near}"?` : ''}`, {
    details: { known },
  })
}
