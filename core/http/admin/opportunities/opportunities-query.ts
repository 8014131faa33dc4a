import type { Comparison } from '../../../model/conditions.js'
import { coreEntities } from '../../../model/entities/index.js'
import { optionsOf } from '../../../model/fields.js'
import type { Sort } from '../../../store/index.js'

/** The filter as it stands in the address; every part may be empty. */
export interface OpportunitiesFilter {
  readonly view: 'board' | 'list'
  readonly pipeline: string
  readonly stage: string
  /** A user's id, `me` or `nobody`. */
  readonly owner: string
  readonly outcome: string
  readonly q: string
  /** `<field>.<asc|desc>` */
  readonly sort: string
  readonly after: string
}

/** Columns of the list that have an order. */
export const SORT_FIELDS = ['name', 'stage', 'expectedCloseDate', 'stageSince', 'createdAt'] as const

export function opportunitiesFilter(query: Readonly<Record<string, string>>): OpportunitiesFilter {
  const part = (name: string) => (query[name] ?? '').trim().slice(0, 200)
  const [field, direction] = part('sort').split('.')
  const isKnown = SORT_FIELDS.some((each) => each === field) && (direction === 'asc' || direction === 'desc')
  return {
    view: part('view') === 'list' ? 'list' : 'board',
    ...{ pipeline: part('pipeline'), stage: part('stage'), owner: part('owner'), q: part('q') },
    outcome: OUTCOMES.find((outcome) => outcome === part('outcome')) ?? '',
    sort: isKnown ? part('sort') : 'createdAt.desc',
    after: (query['after'] ?? '').slice(0, 2_000),
  }
}

const OUTCOMES = optionsOf(coreEntities.opportunity.fields.outcome).map(({ value }) => value)

const is = (field: string, value: string): Comparison => ({ fact: 'opportunity', path: `$.${field}`, operator: 'equal', value })

/** The conditions of a filter, without the pipeline. */
export function opportunityConditions(
  { owner, outcome, stage }: OpportunitiesFilter,
  { userId }: { userId: string },
): readonly Comparison[] {
  return [
    ...(owner === 'nobody' ? [{ ...is('ownerId', ''), operator: 'present', value: false }] : []),
    ...(owner !== '' && owner !== 'nobody' ? [is('ownerId', owner === 'me' ? userId : owner)] : []),
    ...(outcome === '' ? [] : [is('outcome', outcome)]),
    ...(stage === '' ? [] : [is('stage', stage)]),
  ]
}

export const ofPipeline = (id: string): Comparison => is('pipeline', id)

export function sortOf({ sort }: OpportunitiesFilter): Sort {
  const [field = 'createdAt', direction] = sort.split('.')
  return { field, direction: direction === 'asc' ? 'asc' : 'desc' }
}
