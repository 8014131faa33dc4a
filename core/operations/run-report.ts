import { type Actor, authorize } from '../access/index.js'
import { CrmError } from '../errors.js'
import type { Engine } from '../intake/engine.js'
import { leadReader } from '../intake/lead-reader.js'
import { pluginContext } from '../intake/plugin-context.js'
import type { Fields } from '../model/fields.js'
import { didYouMean } from '../model/text/did-you-mean.js'
import { type Text, textIn } from '../model/text/localized-text.js'
import type { ReportType } from '../plugin-api/index.js'
import { checkValues } from './check-values.js'

/** A report that has been run: its declaration, for words and chart, and its rows. */
export interface Report {
  readonly type: string
  readonly declaration: Pick<ReportType, 'label' | 'description' | 'columns' | 'chart'>
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** Words for values that are ids, by column and value. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, Text>>>>
}

const REPORT_LIMIT_MS = 60_000
const NO_PARAMS: Fields = {}

/**
 * Runs a report. Parameters may be texts, as an address or a command gives them; those left out take their defaults.
 * @throws {CrmError} REPORT_UNKNOWN, REPORT_PARAMS_INVALID.
 */
export async function runReport(
  engine: Engine,
  { actor, type, params = {} }: { actor: Actor; type: string; params?: Readonly<Record<string, unknown>> },
): Promise<Report> {
  authorize(actor, 'report:run')
  const registered = engine.registry.reportTypes.get(type)
  if (!registered) throw unknownReport(engine, type)
  const { plugin, value } = registered
  const values = validParams(value, { type, params })
  return engine.registry.call({ plugin, where: `report ${type}`, limitMs: REPORT_LIMIT_MS }, async (signal) => {
    const plain = pluginContext(engine, { plugin, signal })
    const context = { ...plain, crm: { ...plain.crm, ...leadReader(engine) } }
    const rows = (await value.run(values, context)) as Report['rows']
    const labels = ((await value.valueLabels?.(context)) ?? {}) as Report['labels']
    return { type, declaration: value, rows, labels }
  })
}

/**
 * How a value of a report is read in a language: by the report's own words, or as it stands.
 * @example valueText(report, { column: 'status', value: 'lost' }, 'fa') // 'از دست رفته'
 */
export function valueText(
  { labels }: Pick<Report, 'labels'>,
  { column, value }: { column: string; value: string },
  language: string,
): string {
  const ofColumn = Object.hasOwn(labels, column) ? labels[column] : undefined
  const label = ofColumn && Object.hasOwn(ofColumn, value) ? ofColumn[value] : undefined
  return label === undefined ? value : textIn(label, language)
}

function validParams(
  report: ReportType,
  { type, params }: { type: string; params: Readonly<Record<string, unknown>> },
): Readonly<Record<string, unknown>> {
  const { values, problems } = checkValues(report.params ?? NO_PARAMS, params)
  const [problem] = problems
  if (!problem) return values
  throw new CrmError('REPORT_PARAMS_INVALID', `Report "${type}", ${problem.field}: ${problem.message.en}`, {
    details: { field: problem.field },
  })
}

function unknownReport(engine: Engine, type: string): CrmError {
  const known = [...engine.registry.reportTypes.keys()]
  const near = didYouMean(type, known)
  return new CrmError(
    'REPORT_UNKNOWN',
    `There is no report "${type}".${near ? ` Did you mean "${near}"?` : ''} Known: ${known.join(', ')}.`,
  )
}
