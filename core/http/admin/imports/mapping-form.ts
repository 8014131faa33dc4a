import type { ImportRun } from '../../../model/entities/import-run.js'
import type { Fields } from '../../../model/fields.js'
import type { FieldMapping, MappingDefinition } from '../../../model/mapping.js'
import { importPlan } from '../../../operations/index.js'
import { type FormValues, formText } from '../../body/index.js'

/** A column of the file with what is to be made of it. */
export interface MappedColumn {
  readonly name: string
  /** The field that it fills; empty where it fills none. */
  readonly field: string
  readonly type: string
  readonly mapping: FieldMapping
}

const asObject = (field: string | FieldMapping): FieldMapping => (typeof field === 'string' ? { from: field } : field)

const columnsIn = ({ from = [], join = [] }: FieldMapping): readonly string[] => [...[from].flat(), ...join]

/** The columns of an import in the order of the file. */
export function mappingRows(run: ImportRun, fields: Fields): readonly MappedColumn[] {
  const { mapping } = importPlan(run)
  const all = Object.entries(mapping.fields).map(([field, one]) => ({ field, mapping: asObject(one) }))
  const keys = [mapping.key ?? []].flat()
  return ((run.columns as readonly string[] | undefined) ?? []).map((name) => {
    const found = all.find((one) => columnsIn(one.mapping).includes(name))
    const field = found?.field ?? (keys.includes(name) ? 'externalId' : '')
    return { name, field, type: fields[field]?.type ?? '', mapping: found?.mapping ?? {} }
  })
}

/** Reads the mapping that a form chose: several columns for one field are joined, and what a file said beside the column stays. */
export function mappingFromForm(run: ImportRun, posted: FormValues): MappingDefinition {
  const { mapping } = importPlan(run)
  const { key: _key, ...before } = mapping
  const columns = (run.columns as readonly string[] | undefined) ?? []
  const chosen = new Map<string, string[]>()
  for (const [at, name] of columns.entries()) {
    const field = formText(posted, `field-${at}`)
    if (field !== '') chosen.set(field, [...(chosen.get(field) ?? []), name])
  }
  const constants = Object.entries(mapping.fields).filter(
    ([field, one]) => columnsIn(asObject(one)).length === 0 && !chosen.has(field),
  )
  const fields = [...chosen].map(([field, names]) => [field, fieldOf({ field, names, columns }, mapping, posted)] as const)
  const match = formText(posted, 'match')
    .split(/[,،]/)
    .map((one) => one.trim())
    .filter(Boolean)
  const { match: _match, ...rest } = before
  return { ...rest, fields: Object.fromEntries([...constants, ...fields]), ...(match.length > 0 ? { match } : {}) }
}

function fieldOf(
  { field, names, columns }: { field: string; names: readonly string[]; columns: readonly string[] },
  { fields }: MappingDefinition,
  posted: FormValues,
): string | FieldMapping {
  const before = asObject(fields[field] ?? {})
  const [name = ''] = names
  const at = columns.indexOf(name)
  const { from: _from, join: _join, format: _format, currency: _currency, create: _create, ...kept } = before
  const format = formText(posted, `format-${at}`) as NonNullable<FieldMapping['format']> | ''
  const currency = formText(posted, `currency-${at}`).trim().toUpperCase()
  const told = {
    ...kept,
    ...(format === '' ? {} : { format }),
    ...(/^[A-Z]{3}$/.test(currency) ? { currency } : {}),
    ...(formText(posted, `create-${at}`) === 'yes' ? { create: true } : {}),
  }
  if (names.length > 1) return { ...told, join: names }
  return Object.keys(told).length === 0 ? name : { ...told, from: name }
}
