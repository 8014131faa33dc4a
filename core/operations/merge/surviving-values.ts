import { canonicalJson } from '../../model/canonical-json.js'
import { type DedupeRules, type Survivor, survivorOf } from '../../model/dedupe-policy.js'
import type { Fields } from '../../model/fields.js'
import type { StoredRecord } from '../../store/index.js'

/** Which of two records a value is taken from. */
export type Side = 'master' | 'other'

/** What becomes of one field of two records that are made one. */
export interface MergedField {
  readonly field: string
  readonly master?: unknown
  readonly other?: unknown
  /** Absent where neither has one. */
  readonly value?: unknown
  readonly from: Side | 'both'
  /** The rule that chose; absent where a person did. */
  readonly by?: Survivor
}

export interface MergeRules {
  readonly rules: Pick<DedupeRules, 'survivorship'>
  /** What a person chose, by field. */
  readonly choices: Readonly<Record<string, Side>>
  /** Fields in which the master's value stands whatever the rules say, unless somebody chose. */
  readonly kept?: ReadonlySet<string>
}

/** Decides field by field which value stays; fields in which neither has a value are left out. */
export function survivingValues(
  fields: Fields,
  { master, other }: { readonly master: StoredRecord; readonly other: StoredRecord },
  { rules, choices, kept = new Set() }: MergeRules,
): readonly MergedField[] {
  const open = Object.entries(fields).filter(([, { system, secret }]) => !system && !secret)
  return open.flatMap(([field, { type }]): readonly MergedField[] => {
    const [own, its] = [master[field], other[field]]
    if (isEmpty(own) && isEmpty(its)) return []
    const values = { ...(isEmpty(own) ? {} : { master: own }), ...(isEmpty(its) ? {} : { other: its }) }
    const choice = choices[field]
    if (choice) return [{ field, ...values, ...valueIn(choice === 'master' ? own : its), from: choice }]
    const by = kept.has(field) ? 'non-empty' : survivorOf(rules, field, type)
    return [{ field, ...values, ...survivor(by, { own, its, isNewer: other.createdAt > master.createdAt }), by }]
  })
}

interface Values {
  readonly own: unknown
  readonly its: unknown
  /** The other one was made later. */
  readonly isNewer: boolean
}

function survivor(by: Survivor, { own, its, isNewer }: Values): Pick<MergedField, 'value' | 'from'> {
  const master = { ...valueIn(own), from: 'master' as const }
  const other = { ...valueIn(its), from: 'other' as const }
  if (by === 'master' || canonicalJson(own ?? null) === canonicalJson(its ?? null)) return master
  if (isEmpty(own)) return other
  if (isEmpty(its)) return master
  if (by === 'newest') return isNewer ? other : master
  if (by === 'oldest') return isNewer ? master : other
  if (by === 'longest') return lengthOf(its) > lengthOf(own) ? other : master
  return by === 'union' ? { value: together(own, its), from: 'both' } : master
}

/** Choices each once; texts below each other. */
function together(own: unknown, its: unknown): unknown {
  if (Array.isArray(own) && Array.isArray(its)) return [...new Set([...own, ...its])]
  const [one, two] = [String(own), String(its)]
  return one.includes(two) ? one : `${one}\n\n${two}`
}

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : String(value).length)
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const valueIn = (value: unknown) => (isEmpty(value) ? {} : { value })
