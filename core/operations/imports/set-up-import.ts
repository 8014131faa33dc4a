import { type Actor, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import { type ImportEntity, importFields } from '../../model/import-fields.js'
import { readerOf } from '../../model/mapping/mapping-path.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { Refusal } from '../../plugin-api/index.js'
import { type ImportMode, type ImportSettings, importPermission, importPlan, requireImport } from './import-run.js'
import { columnsOf } from './open-rows.js'
import { otherState } from './other-state.js'
import { requireImportEntity } from './require-import-entity.js'

/** What an import is told before it starts; what is not said stays as it was suggested. */
export interface ImportSetUp {
  readonly entity?: ImportEntity
  readonly mapping?: MappingDefinition
  readonly mode?: ImportMode
  readonly settings?: Partial<ImportSettings>
}

/**
 * Tells an import that has not started what to do.
 * @throws {CrmError} IMPORT_UNKNOWN, IMPORT_INVALID for fields, match keys or an entity that are not there.
 */
export async function setUpImport(
  engine: Engine,
  { actor, id, setUp }: { actor: Actor; id: string; setUp: ImportSetUp },
): Promise<ImportRun | Refusal> {
  authorize(actor, 'import:run')
  const run = await requireImport(engine, id)
  if (run.state !== 'draft') return otherState(run)
  const before = importPlan(run)
  const entity = setUp.entity ?? before.entity
  authorize(actor, importPermission(requireImportEntity(String(entity))))
  const mapping = { ...(setUp.mapping ?? before.mapping), entity }
  checkMapping(engine, entity, mapping)
  const changes = { entity, mapping, mode: setUp.mode ?? run.mode, settings: { ...before.settings, ...setUp.settings } }
  const written = await engine.store.records.update('importRun', { id, expectedVersion: run.version, changes, now: engine.now() })
  return typeof written === 'string' ? otherState(run) : (written as ImportRun)
}

function checkMapping(engine: Engine, entity: ImportEntity, { fields, match = [] }: MappingDefinition): void {
  const known = Object.keys(importFields(entity, engine.fields[entity]))
  for (const field of [...Object.keys(fields), ...match.flatMap((key) => key.split('+'))]) {
    if (known.includes(field)) continue
    const near = didYouMean(field, known)
    const shown = field.slice(0, 60)
    throw invalid(
      `${entity} has no field "${shown}" that an import can fill.${near ? ` Did you mean "${near}"?` : ''}`,
      `${entity} فیلد «${shown}» را برای درون‌ریزی ندارد.${near ? ` آیا منظور «${near}» بود؟` : ''}`,
    )
  }
  for (const name of Object.values(fields).flatMap(columnsOf)) readerOf(name)
  if (Object.keys(fields).length > 0) return
  throw invalid('No column is mapped to a field.', 'هیچ ستونی به فیلدی نگاشته نشده است.')
}

const invalid = (en: string, fa: string): CrmError => new CrmError('IMPORT_INVALID', { en, fa })
