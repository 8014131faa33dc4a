import type { Engine } from '../../intake/engine.js'
import { IMPORT_SOURCE } from '../../intake/process-submissions.js'
import type { StoredRecord } from '../../store/index.js'
import { comparedValue, findByField } from './find-records.js'
import type { ImportPlan } from './import-run.js'
import type { CheckedRow, PreparedRow } from './prepared-row.js'
import { usualMatch } from './usual-match.js'

/** Finds the record that each row is: by the first of its match keys that finds one. */
export async function findMatches(
  engine: Pick<Engine, 'store' | 'settings' | 'fields'>,
  plan: ImportPlan,
  rows: readonly CheckedRow[],
): Promise<readonly PreparedRow[]> {
  const { entity, mapping } = plan
  const mapped = [...Object.keys(mapping.fields), ...(mapping.key === undefined ? [] : ['externalId'])]
  const alternatives = mapping.match ?? usualMatch(entity, { fields: engine.fields[entity], mapped })
  // Where nobody said it, an external id means the lead that the same mapping has brought.
  const scope = entity === 'lead' && mapping.match === undefined ? `${IMPORT_SOURCE}/${mapping.id}` : undefined
  const keyOf = (key: string, values: Readonly<Record<string, unknown>>) => matchKey(engine, { entity, key, scope, values })
  const found = new Map<CheckedRow, readonly StoredRecord[]>()
  for (const key of alternatives) {
    const [first = ''] = key.split('+')
    const open = rows.filter((row) => !found.has(row) && keyOf(key, row.values) !== undefined)
    const records = await findByField(engine, { entity, field: first, scope, values: open.map(({ values }) => values[first]) })
    for (const row of open) {
      const wanted = keyOf(key, row.values)
      const compared = comparedValue(engine, { entity, field: first, scope, value: row.values[first] }) ?? ''
      const fitting = (records.get(compared) ?? []).filter((record) => isLead(entity, first) || keyOf(key, record) === wanted)
      if (fitting.length > 0) found.set(row, fitting)
    }
  }
  return rows.map((row) => {
    const keys = alternatives.flatMap((key) => keyOf(key, row.values) ?? [])
    const records = found.get(row) ?? []
    const [only] = records
    if (records.length > 1) return { ...row, keys, matchProblem: several(records.length) }
    return { ...row, keys, ...(only ? { found: only } : {}) }
  })
}

/** A lead may be found by an e-mail that it had and that is another one's now. */
const isLead = (entity: string, field: string): boolean => entity === 'lead' && (field === 'email' || field === 'phone')

/** What a record is called under a match key; undefined where one of its fields is empty. */
function matchKey(
  engine: Pick<Engine, 'settings'>,
  {
    entity,
    key,
    scope,
    values,
  }: {
    entity: ImportPlan['entity']
    key: string
    scope: string | undefined
    values: Readonly<Record<string, unknown>>
  },
): string | undefined {
  const parts = key.split('+').map((field) => comparedValue(engine, { entity, field, scope, value: values[field] }))
  return parts.includes(undefined) ? undefined : `${key}=${parts.join('\u0000')}`
}

const several = (count: number) => ({
  en: `${count} records fit its match keys; it cannot be told which one it is.`,
  fa: `${count} رکورد با کلیدهای آن می‌خواند؛ معلوم نیست کدام است.`,
})
