import { stringify } from 'csv-stringify/sync'
import { type Actor, authorize, type Permission } from '../../access/index.js'
import type { Engine } from '../../intake/engine.js'
import type { Conditions } from '../../model/conditions.js'
import { withoutFormula } from '../../model/text/formula-safe.js'
import { textIn } from '../../model/text/localized-text.js'
import type { RecordFilter } from '../../store/index.js'
import { refuseHidden } from '../access/refuse-hidden.js'
import { seenBy } from '../access/seen-by.js'
import { filterQuestion } from '../lead-filter.js'
import { isKeptEntity } from '../records/kept-entity.js'
import { recordNames } from '../records/record-names.js'
import { readPermission } from '../records/record-request.js'
import { type CellStyle, exportCell, ruleLabels } from './export-cell.js'
import { type ExportColumn, type ExportEntity, exportColumns } from './export-columns.js'

/** What to give out. */
export interface ExportRequest {
  readonly actor: Actor
  readonly entity: ExportEntity
  /** All of them without it. */
  readonly where?: Conditions
  /** All of them without it. */
  readonly columns?: readonly string[]
  /** Labels and names for people in this language; raw values without it, which an import takes as they are. */
  readonly language?: string
}

const BATCH = 500

/**
 * Gives out records as lines of cells, the header first, batch by batch: memory stays flat however many there are.
 * @throws {CrmError} EXPORT_INVALID, FILTER_FIELD_UNKNOWN, FILTER_NOT_SQL.
 */
export async function* exportLines(
  whole: Engine,
  { actor, entity, where, columns: wanted, language }: ExportRequest,
): AsyncGenerator<readonly (readonly string[])[]> {
  authorize(actor, 'export:run')
  authorize(actor, exportPermission(entity))
  refuseHidden(whole, actor, { where }, entity)
  const engine = seenBy(whole, actor)
  const columns = exportColumns(engine, { entity, ...(wanted ? { columns: wanted } : {}) })
  yield [columns.map((column) => heading(column, language))]
  const labelOf: CellStyle['labelOf'] = language === undefined ? () => undefined : ruleLabels(engine, entity, language)
  for await (const records of engine.store.records.each(entity, { ...questionOf(engine, entity, where), batch: BATCH })) {
    const names = language === undefined ? new Map() : await recordNames(engine, engine.fields[entity], records)
    const style: CellStyle = { names, labelOf, ...(language === undefined ? {} : { language }) }
    yield records.map((record) => columns.map(({ field, declaration }) => exportCell(record[field], field, declaration, style)))
  }
}

/** The same as CSV that no spreadsheet runs anything of; with the mark that makes spreadsheets read it as UTF-8 where asked for. */
export async function* exportCsv(engine: Engine, request: ExportRequest & { readonly bom?: boolean }): AsyncGenerator<string> {
  let isFirst = true
  for await (const lines of exportLines(engine, request)) {
    const bom = isFirst && request.bom === true
    isFirst = false
    yield stringify(
      lines.map((line) => line.map(withoutFormula)),
      { bom, record_delimiter: 'windows' },
    )
  }
}

const heading = ({ field, declaration }: ExportColumn, language: string | undefined): string =>
  language === undefined || declaration.label === undefined ? field : textIn(declaration.label, language)

/** Reading what is exported, beside `export:run`. */
function exportPermission(entity: ExportEntity): Permission {
  if (isKeptEntity(entity)) return readPermission(entity)
  if (entity === 'user') return 'user:read'
  return entity === 'auditEntry' ? 'journal:read' : 'lead:read'
}

/** Leads answer to everything that rules know of them; other records to their own fields. */
function questionOf(engine: Engine, entity: ExportEntity, where: Conditions | undefined): RecordFilter {
  if (where === undefined) return {}
  if (entity !== 'lead') return { where }
  const { where: own, keep } = filterQuestion(engine, { where }) ?? {}
  return { ...(own ? { where: own } : {}), ...(keep ? { keep } : {}) }
}
