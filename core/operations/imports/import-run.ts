import type { Permission } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { DECISION_STAGES, type DecisionStage } from '../../model/decision.js'
import type { ImportRun } from '../../model/entities/import-run.js'
import type { ImportEntity } from '../../model/import-fields.js'
import type { MappingDefinition } from '../../model/mapping.js'
import { isKeptEntity } from '../records/kept-entity.js'
import { writePermission } from '../records/record-request.js'

/** What may happen to records that are there: new ones only, changes only, or each row as it fits. */
export type ImportMode = 'create' | 'update' | 'both'

/** How an import is done beside its mapping. */
export interface ImportSettings {
  /** Stages of the rules that imported leads do not go through; the automations without a word: history sends no mail. */
  readonly without: readonly DecisionStage[]
  /** Whether a row with a cell that cannot be read stays out, or comes in without that cell. */
  readonly badCells: 'refuse-row' | 'leave-out'
}

/** An import with what it was told, typed. */
export interface ImportPlan {
  readonly run: ImportRun
  readonly entity: ImportEntity
  readonly mapping: MappingDefinition
  readonly settings: ImportSettings
}

export const USUAL_SETTINGS: ImportSettings = Object.freeze({ without: ['automations'], badCells: 'refuse-row' } as const)

/** Reads what an import was told. */
export function importPlan(run: ImportRun): ImportPlan {
  const settings = { ...USUAL_SETTINGS, ...(run.settings as Partial<ImportSettings> | undefined) }
  return { run, entity: run.entity as ImportEntity, mapping: run.mapping as MappingDefinition, settings }
}

/** @throws {CrmError} IMPORT_UNKNOWN. */
export async function requireImport({ store }: Pick<Engine, 'store'>, id: string): Promise<ImportRun> {
  const run = (await store.records.get('importRun', id)) as ImportRun | undefined
  if (run) return run
  const shown = id.slice(0, 100)
  throw new CrmError('IMPORT_UNKNOWN', { en: `There is no import ${shown}.`, fa: `درون‌ریزی ${shown} پیدا نشد.` })
}

/** Stages that are left out when these are to run. */
export const stagesLeftOut = (running: readonly string[]): readonly DecisionStage[] =>
  DECISION_STAGES.filter((stage) => !running.includes(stage))

/** What writing the records of an import asks for beside `import:run`. */
export function importPermission(entity: ImportEntity): Permission {
  if (isKeptEntity(entity)) return writePermission(entity)
  return entity === 'user' ? 'user:write' : 'lead:write'
}
