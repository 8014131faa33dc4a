import type { Comparison, Conditions } from '../../model/conditions.js'
import type { LeadQuery } from '../../operations/index.js'

/** The filter as it stands in the address; every part may be empty. */
export interface LeadsFilter {
  readonly q: string
  readonly segment: string
  readonly status: string
  readonly grade: string
  readonly source: string
  /** A user's id, `me` or `nobody`. */
  readonly owner: string
  readonly scoreFrom: string
  /** Days. */
  readonly within: string
  /** `<field>.<asc|desc>` */
  readonly sort: string
  readonly after: string
}

export const SORT_FIELDS = ['name', 'status', 'score', 'source', 'createdAt'] as const
const DEFAULT_SORT = 'createdAt.desc'
const DAY_MS = 86_400_000

export function leadsFilter(query: Readonly<Record<string, string>>): LeadsFilter {
  const part = (name: keyof LeadsFilter) => (query[name] ?? '').trim().slice(0, 200)
  const [field = '', direction = ''] = part('sort').split('.')
  const isSortable = SORT_FIELDS.some((each) => each === field) && ['asc', 'desc'].includes(direction)
  return {
    q: part('q'),
    segment: part('segment'),
    status: part('status'),
    grade: part('grade'),
    source: part('source'),
    owner: part('owner'),
    scoreFrom: numberOrNothing(part('scoreFrom')),
    within: numberOrNothing(part('within')),
    sort: isSortable ? part('sort') : DEFAULT_SORT,
    after: (query['after'] ?? '').slice(0, 2_000),
  }
}

/** The same filter as conditions of the rule language. */
export function leadsQuery(filter: LeadsFilter, { now, userId }: { now: number; userId: string }): LeadQuery {
  const all = comparisons(filter, { now, userId })
  const where: Conditions | undefined = all.length > 0 ? { all } : undefined
  const [field = 'createdAt', direction] = filter.sort.split('.')
  return {
    sort: { field, direction: direction === 'asc' ? 'asc' : 'desc' },
    ...(where ? { where } : {}),
    ...(filter.segment ? { segment: filter.segment } : {}),
    ...(filter.q ? { search: filter.q } : {}),
    ...(filter.after ? { after: filter.after } : {}),
  }
}

function comparisons(filter: LeadsFilter, { now, userId }: { now: number; userId: string }): readonly Comparison[] {
  const leaf = (field: string, operator: string, value: unknown) => ({ fact: 'lead', path: `$.${field}`, operator, value })
  const equal = (['status', 'grade', 'source'] as const).flatMap((field) =>
    filter[field] ? [leaf(field, 'equal', filter[field])] : [],
  )
  return [
    ...equal,
    ...(filter.owner === 'nobody' ? [leaf('ownerId', 'present', false)] : []),
    ...(filter.owner === 'me' ? [leaf('ownerId', 'equal', userId)] : []),
    ...(filter.owner && !['me', 'nobody'].includes(filter.owner) ? [leaf('ownerId', 'equal', filter.owner)] : []),
    ...(filter.scoreFrom ? [leaf('score', 'greaterThanInclusive', Number(filter.scoreFrom))] : []),
    ...(filter.within ? [leaf('createdAt', 'greaterThan', now - Number(filter.within) * DAY_MS)] : []),
  ]
}

function numberOrNothing(text: string): string {
  return text !== '' && Number.isFinite(Number(text)) ? text : ''
}
