import type { Comparison } from '../../../model/conditions.js'
import type { FieldDeclaration, Fields } from '../../../model/fields.js'
import type { Money } from '../../../model/money.js'
import { recordValidator } from '../../../model/validate.js'
import type { KeptEntity, RecordsQuery } from '../../../operations/index.js'
import { problemText } from '../problem-text.js'

/** The filter of a list as it stands in the address; every part may be empty. */
export interface RecordFilter {
  readonly q: string
  readonly field: string
  readonly op: string
  readonly value: string
  /** `<field>.<asc|desc>` */
  readonly sort: string
  readonly after: string
}

/** Ways to compare a field, as the page offers them. */
export const FILTER_OPS = ['is', 'isNot', 'contains', 'from', 'to', 'filled', 'empty'] as const

export function recordFilter(query: Readonly<Record<string, string>>): RecordFilter {
  const part = (name: keyof RecordFilter) => (query[name] ?? '').trim().slice(0, 200)
  return {
    q: part('q'),
    field: part('field'),
    op: FILTER_OPS.find((op) => op === part('op')) ?? 'is',
    value: part('value'),
    sort: /^[a-zA-Z0-9]+\.(asc|desc)$/.test(part('sort')) ? part('sort') : 'createdAt.desc',
    after: (query['after'] ?? '').slice(0, 2_000),
  }
}

/** Fields that a person can filter by. */
export const filterable = (fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([name, { type, secret }]) => (type === 'json' || secret || name === 'version' ? [] : [name]))

/** Fields that have an order. */
export const isSortable = (field: FieldDeclaration | undefined): boolean =>
  field !== undefined && !['json', 'multiSelect', 'money', 'reference', 'text'].includes(field.type)

/** The same filter as a query, and what is wrong with its value. */
export function recordsQuery(
  filter: RecordFilter,
  { entity, fields, language }: { entity: KeptEntity; fields: Fields; language: string },
): { readonly query: RecordsQuery; readonly problem?: string } {
  const [sorted = 'createdAt', direction] = filter.sort.split('.')
  const field = isSortable(fields[sorted]) ? sorted : 'createdAt'
  const base: RecordsQuery = {
    sort: { field, direction: direction === 'asc' ? 'asc' : 'desc' },
    ...(filter.q ? { search: filter.q } : {}),
    ...(filter.after ? { after: filter.after } : {}),
  }
  const asked = comparison(filter, { entity, fields, language })
  if (asked === undefined) return { query: base }
  return 'problem' in asked ? { query: base, problem: asked.problem } : { query: { ...base, where: { all: [asked] } } }
}

function comparison(
  { field: name, op, value }: RecordFilter,
  { entity, fields, language }: { entity: KeptEntity; fields: Fields; language: string },
): Comparison | { readonly problem: string } | undefined {
  const field = filterable(fields).includes(name) ? fields[name] : undefined
  if (!field) return undefined
  if (op === 'filled' || op === 'empty') return { fact: entity, path: `$.${name}`, operator: 'present', value: op === 'filled' }
  if (value === '') return undefined
  const { required: _required, system: _system, ...declared } = field
  const { values, problems } = recordValidator({ [name]: declared }, { currency: 'XXX', partial: true })({ [name]: value })
  const isText = TEXTS.includes(field.type)
  if (problems[0] && !(isText && op === 'contains')) return { problem: problemText(problems[0].message, language) }
  const read = isText && op === 'contains' ? value : values[name]
  const isList = field.type === 'multiSelect'
  const path = field.type === 'money' ? `$.${name}.amount` : `$.${name}`
  const compared = field.type === 'money' ? (read as Money).amount : isList ? [read].flat()[0] : read
  return { fact: entity, path, operator: operatorOf(op, { isText, isList }), value: compared }
}

const TEXTS: readonly string[] = ['string', 'text', 'email', 'phone', 'url']

function operatorOf(op: string, { isText, isList }: { isText: boolean; isList: boolean }): string {
  if (isList) return op === 'isNot' ? 'doesNotContain' : 'contains'
  if (op === 'contains') return isText ? 'includesText' : 'equal'
  return OPERATORS[op] ?? 'equal'
}

const OPERATORS: Readonly<Record<string, string>> = {
  is: 'equal',
  isNot: 'notEqual',
  from: 'greaterThanInclusive',
  to: 'lessThanInclusive',
}
