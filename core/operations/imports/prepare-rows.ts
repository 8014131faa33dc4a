import type { Engine } from '../../intake/engine.js'
import type { TouchMarks } from '../../model/entities/touch.js'
import type { Fields } from '../../model/fields.js'
import { importFields } from '../../model/import-fields.js'
import { compileMapping } from '../../model/mapping/compile-mapping.js'
import { foldSource } from '../../model/text/fold.js'
import { type RecordValidator, recordValidator } from '../../model/validate.js'
import type { FieldProblem, FileRow } from '../../plugin-api/index.js'
import { lostDecimals, unlikelyPhone } from './doubtful-values.js'
import { findMatches } from './find-matches.js'
import { findReferences, type KnownNames, type NamedRecord, namedRecords, nameKeyOf } from './find-references.js'
import type { ImportPlan } from './import-run.js'
import { likelyPipeline, namedStages, unknownStatus } from './named-stages.js'
import type { CheckedRow, EarlyName, PreparedRow } from './prepared-row.js'
import { cellProblem } from './row-problem.js'

/** Prepares the reading of the rows of one import; what names mean is remembered from batch to batch. */
export function rowPreparer(engine: Engine, plan: ImportPlan): (rows: readonly FileRow[]) => Promise<readonly PreparedRow[]> {
  const fields = importFields(plan.entity, engine.fields[plan.entity])
  const validate = partialValidator(engine, fields)
  const valuesOf = cellReader(plan, fields)
  const known: KnownNames = new Map()
  let usualPipeline: string | undefined
  return async (rows) => {
    if (plan.mapping.reads !== 'csv') return rows.map(asSubmitted)
    const marked = rows.map(valuesOf)
    const given = marked.map(({ values }) => values)
    usualPipeline ??= plan.entity === 'opportunity' ? likelyPipeline(engine, given) : undefined
    const { entity } = plan
    const read = rows.map((row, at) => ({ row, given: namedStages(engine, { entity, usualPipeline }, given[at] ?? {}) }))
    const names = read.map(({ given }) => namedRecords(given, { fields, mapping: plan.mapping }))
    await findReferences(engine, names.flat(), known)
    const checked = read.map(({ row, given }, at) =>
      checkRow(row, given, { engine, names: names[at] ?? [], known, validate, fields, plan }),
    )
    return findMatches(
      engine,
      plan,
      checked.map((row, at) => ({ ...row, touch: marked[at]?.touch ?? {} })),
    )
  }
}

/** A row that a plugin has read by itself: what it means, the same plugin says when it is taken in. */
function asSubmitted(row: FileRow): PreparedRow {
  const key = row.submission?.idempotencyKey
  return { ...unreadRow(row), keys: key === undefined ? [] : [`key=${key}`] }
}

/** A row of which nothing is known but what is wrong with it, if anything is. */
function unreadRow(row: FileRow): CheckedRow {
  const { problem } = row
  const problems = problem === undefined ? [] : [typeof problem === 'string' ? { en: problem, fa: problem } : problem]
  return { row, values: {}, toMake: [], early: [], problems, notes: [], isUnreadable: problem !== undefined }
}

function partialValidator({ settings }: Engine, fields: Fields): RecordValidator {
  const money = settings.currency === undefined ? {} : { currency: settings.currency }
  return recordValidator(fields, { partial: true, ...money })
}

/** Reads the cells of a row by the mapping; what names it in the system it came from becomes its external id. */
function cellReader(
  { entity, mapping }: ImportPlan,
  fields: Fields,
): (row: FileRow) => { values: Readonly<Record<string, unknown>>; touch: TouchMarks } {
  const read = compileMapping(mapping)
  const keepsKey = Object.hasOwn(fields, 'externalId')
  return ({ cells }) => {
    const [mapped] = read(cells)
    if (!mapped) return { values: {}, touch: {} }
    const key = keepsKey && mapped.key !== undefined ? { externalId: mapped.key } : {}
    return { values: { ...key, ...mapped.values, ...(entity === 'lead' ? sourceOf(mapped.values) : {}) }, touch: mapped.touch }
  }
}

/** Sources of leads are kept in one spelling, as intake does: a row that comes again changes nothing then. */
function sourceOf({ source }: Readonly<Record<string, unknown>>): { readonly source?: string } {
  const folded = typeof source === 'string' ? foldSource(source) : ''
  return folded === '' ? {} : { source: folded }
}

/** Whom a phone number is kept of so that they are called. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['lead', 'contact'])

interface Checking {
  readonly engine: Engine
  readonly names: readonly NamedRecord[]
  readonly known: KnownNames
  readonly validate: RecordValidator
  readonly fields: Fields
  readonly plan: ImportPlan
}

function checkRow(
  row: FileRow,
  given: Readonly<Record<string, unknown>>,
  { engine, names, known, validate, fields, plan }: Checking,
): CheckedRow {
  if (row.problem !== undefined) return unreadRow(row)
  const told = (problem: FieldProblem) => cellProblem(problem, { fields, mapping: plan.mapping, cells: row.cells })
  const meant = names.map((name) => ({ name, answer: known.get(nameKeyOf(name)) }))
  const lost = meant.filter(({ answer }) => answer && 'problem' in answer)
  const toMake = lost.flatMap(({ name, answer }) =>
    name.create && answer && 'isMissing' in answer && answer.isMissing ? [name] : [],
  )
  const unknown = lost.flatMap(({ name, answer }) =>
    answer && 'problem' in answer && !toMake.includes(name)
      ? [{ name, problem: told({ field: name.field, message: answer.problem }) }]
      : [],
  )
  const isEarly = ({ name }: EarlyName) => name.entity === plan.entity && !name.optional
  const ids = Object.fromEntries(meant.flatMap(({ name, answer }) => (answer && 'id' in answer ? [[name.field, answer.id]] : [])))
  const unresolved = new Set(lost.map(({ name }) => name.field))
  const own = Object.entries(given).filter(([field]) => !unresolved.has(field))
  const { values: read, problems } = validate({ ...Object.fromEntries(own), ...ids })
  const strange = [...unknownStatus(engine, plan, read), ...(OF_PEOPLE.has(plan.entity) ? unlikelyPhone(read, fields) : [])]
  const values = Object.fromEntries(Object.entries(read).filter(([field]) => !strange.some((problem) => problem.field === field)))
  return {
    row,
    values,
    toMake,
    early: unknown.filter(isEarly),
    problems: [
      ...[...problems, ...strange].map(told),
      ...unknown.filter((one) => !one.name.optional && !isEarly(one)).map(({ problem }) => problem),
    ],
    notes: [
      ...unknown.filter(({ name }) => name.optional).map(({ problem }) => problem),
      ...lostDecimals(given, values).map(told),
    ],
  }
}
