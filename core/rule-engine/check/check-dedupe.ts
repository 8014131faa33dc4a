import type { DedupeRules } from '../../model/dedupe-policy.js'
import { type Finding, repeatedIds, unknownName } from './finding.js'
import type { KnownNames } from './known-names.js'

/** Checks by what leads are found to be one: fields that are there, whose values can be compared, each of them once. */
export function checkDedupe(value: unknown, { vocabulary }: KnownNames): Finding[] {
  const { exact, survivorship = {} } = value as Pick<DedupeRules, 'exact'> & Partial<Pick<DedupeRules, 'survivorship'>>
  const fields = vocabulary.fields.lead
  const open = Object.keys(fields).filter((name) => !fields[name]?.system)
  const named = (field: string, path: readonly (string | number)[], pointing?: 'key') =>
    unknownName(field, open, { path: [...path], code: 'RULE_FIELD_UNKNOWN', what: 'field', ...(pointing ? { pointing } : {}) })
  return [
    ...repeatedIds(
      exact.map(({ field }) => field),
      { path: ['exact'], what: 'field', key: 'field' },
    ),
    ...exact.flatMap(({ field }, index) => {
      const unknown = named(field, ['exact', index, 'field'])
      const type = fields[field]?.type
      return unknown.length > 0 || type === undefined ? unknown : comparable(type, ['exact', index, 'field'])
    }),
    ...Object.entries(survivorship.fields ?? {}).flatMap(([field, survivor]) => {
      const path = ['survivorship', 'fields', field]
      const unknown = named(field, path, 'key')
      return unknown.length > 0 || survivor !== 'union' || JOINABLE.has(fields[field]?.type ?? '') ? unknown : [notJoinable(path)]
    }),
  ]
}

const COMPARED: ReadonlySet<string> = new Set(['string', 'email', 'phone', 'url', 'integer'])
const JOINABLE: ReadonlySet<string> = new Set(['multiSelect', 'text'])

function comparable(type: string, path: Finding['path']): Finding[] {
  if (COMPARED.has(type)) return []
  const message = {
    en: `A field of type ${type} shows nobody to be the same. Take one of: ${[...COMPARED].join(', ')}.`,
    fa: `فیلدی از نوع ${type} یکی بودن کسی را نشان نمی‌دهد. یکی از این‌ها را بگیرید: ${[...COMPARED].join('، ')}.`,
  }
  return [{ path, code: 'RULE_DEDUPE_KEY_UNFIT', message }]
}

const notJoinable = (path: readonly string[]): Finding => ({
  path: [...path],
  code: 'RULE_DEDUPE_KEY_UNFIT',
  message: {
    en: '"union" joins choices or texts of several lines; this field holds one value.',
    fa: '«union» چند گزینه یا متن‌های چندخطی را با هم می‌آورد؛ این فیلد یک مقدار دارد.',
  },
})
