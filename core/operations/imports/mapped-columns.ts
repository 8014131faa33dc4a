import type { ImportRun } from '../../model/entities/import-run.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { foldForSearch } from '../../model/text/fold.js'
import { importPlan } from './import-run.js'
import { columnsOf } from './open-rows.js'

/** Which field is filled by which columns; what names a record in the other system stands as its external id. */
export function mappedColumns({
  fields,
  key,
  touch = {},
}: MappingDefinition): readonly (readonly [field: string, column: string])[] {
  const own = key === undefined ? [] : [['externalId', { from: key }] as const]
  return [...own, ...Object.entries(fields), ...Object.entries(touch)].flatMap(([field, one]) =>
    columnsOf(one).map((column) => [field, column] as const),
  )
}

/** Columns of the file that nothing is made of. */
export function unusedColumns(run: ImportRun): readonly string[] {
  const { mapping } = importPlan(run)
  const used = new Set([...mappedColumns(mapping).map(([, column]) => column), ...(mapping.ignore ?? [])].map(foldForSearch))
  return ((run.columns as readonly string[] | undefined) ?? []).filter((name) => !used.has(foldForSearch(name)))
}
