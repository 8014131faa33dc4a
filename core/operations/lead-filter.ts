import { CrmError } from '../errors.js'
import { type LeadQuestion, leadQuestion } from '../intake/lead-question.js'
import { ofUnmergedLeads } from '../intake/not-merged.js'
import type { ReadingEngine } from '../intake/reading-engine.js'
import type { Comparison, Conditions } from '../model/conditions.js'
import { didYouMean } from '../model/text/did-you-mean.js'
import type { RuleSet } from '../rule-engine/index.js'

/** Which leads: conditions of the rule language, a saved segment, words to search for; together they must all hold. */
export interface LeadFilter {
  readonly where?: Conditions
  /** Id of a segment file. */
  readonly segment?: string
  readonly search?: string
  /** Those that were merged into others, too. */
  readonly withMerged?: boolean
}

/**
 * Prepares a filter as the store takes it, as it is to be asked now; undefined where every lead fits.
 * @throws {CrmError} SEGMENT_UNKNOWN, RULE_CONDITION_UNKNOWN for names that nobody defined; FILTER_NOT_SQL for a score that is not kept.
 */
export function filterQuestion(
  engine: ReadingEngine,
  { where, segment, withMerged = false }: LeadFilter,
): LeadQuestion | undefined {
  const parts = [where, segment === undefined ? undefined : segmentConditions(engine.rules().segments, segment)].filter(
    (part) => part !== undefined,
  )
  const [only] = parts
  if (only === undefined) return withMerged ? undefined : { where: ofUnmergedLeads(), inMemory: [] }
  const conditions = parts.length === 1 ? only : { all: parts }
  return leadQuestion(engine, withMerged ? conditions : ofUnmergedLeads(conditions))
}

/** The comparisons of a filter that the database cannot answer alone, as they were written; none where it answers all. */
export const answeredInMemory = (engine: ReadingEngine, filter: LeadFilter): readonly Comparison[] =>
  filterQuestion(engine, filter)?.inMemory ?? []

/** What a segment says; @throws {CrmError} SEGMENT_UNKNOWN, with the one that may be meant. */
export function segmentConditions(segments: RuleSet['segments'], id: string): Conditions {
  const segment = Object.hasOwn(segments, id) ? segments[id] : undefined
  if (segment) return segment.conditions
  const known = Object.keys(segments)
  const near = didYouMean(id, known)
  const message = {
    en: `There is no segment "${id}".${near ? ` Did you mean "${near}"?` : ''}`,
    fa: `بخشی به نام «${id}» نیست.${near ? ` آیا منظور «${near}» بود؟` : ''}`,
  }
  throw new CrmError('SEGMENT_UNKNOWN', message, { details: { known } })
}
