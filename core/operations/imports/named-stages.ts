import type { Engine } from '../../intake/engine.js'
import { foldForSearch } from '../../model/text/fold.js'
import type { Text } from '../../model/text/localized-text.js'
import type { FieldProblem } from '../../plugin-api/index.js'
import type { ImportPlan } from './import-run.js'

interface Named {
  readonly id: string
  readonly label?: Text
  readonly title?: Text
}

type Values = Readonly<Record<string, unknown>>

/** Replaces the label of a status, queue, pipeline or stage by its id; what is no label of one stays as it came. */
export function namedStages(
  engine: Pick<Engine, 'rules'>,
  { entity, usualPipeline }: { entity: ImportPlan['entity']; usualPipeline?: string | undefined },
  values: Values,
): Values {
  const { lifecycle, queues, pipelines } = engine.rules()
  if (entity === 'lead') {
    return { ...values, ...named(values, 'status', lifecycle.statuses), ...named(values, 'queue', queues) }
  }
  if (entity !== 'opportunity') return values
  const ways = Object.entries(pipelines).map(([id, { title }]) => ({ id, title }))
  const pipeline = named(values, 'pipeline', ways)['pipeline'] ?? usualPipeline
  if (typeof pipeline !== 'string' || !Object.hasOwn(pipelines, pipeline)) return values
  const stages = pipelines[pipeline]?.statuses ?? []
  const stage = named(values, 'stage', stages)['stage']
  const isNamed = values['stage'] !== undefined || values['pipeline'] !== undefined
  return { ...values, ...(isNamed ? { pipeline } : {}), ...(stage === undefined ? {} : { stage }) }
}

/** The way of selling that knows the most of these stages: a file need not name it where its stages tell it. */
export function likelyPipeline({ rules }: Pick<Engine, 'rules'>, rows: readonly Values[]): string | undefined {
  const stages = [...new Set(rows.map(({ stage }) => stage))]
  const ways = Object.entries(rules().pipelines).map(([id, { statuses }]) => ({
    id,
    known: stages.filter((stage) => knowsStage(statuses, stage)).length,
  }))
  return ways.toSorted((a, b) => b.known - a.known)[0]?.id
}

/** A status that no lead can have; pipelines tell for themselves what is wrong with a stage. */
export function unknownStatus({ rules }: Pick<Engine, 'rules'>, { entity }: ImportPlan, values: Values): FieldProblem[] {
  const { status } = values
  const { statuses } = rules().lifecycle
  if (entity !== 'lead' || status === undefined || statuses.some(({ id }) => id === status)) return []
  const known = statuses.map(({ id }) => id).join(', ')
  const shown = String(status).slice(0, 60)
  return [
    {
      field: 'status',
      message: { en: `There is no status "${shown}". Known: ${known}.`, fa: `وضعیت «${shown}» نیست. وضعیت‌ها: ${known}.` },
    },
  ]
}

const knowsStage = (stages: readonly Named[], stage: unknown): boolean =>
  typeof stage === 'string' && stages.some((one) => wordsOf(one).some((word) => foldForSearch(word) === foldForSearch(stage)))

function named(values: Values, field: string, list: readonly Named[]): Values {
  const value = values[field]
  if (typeof value !== 'string') return {}
  if (list.some(({ id }) => id === value)) return { [field]: value }
  const folded = foldForSearch(value)
  return { [field]: list.find((one) => wordsOf(one).some((word) => foldForSearch(word) === folded))?.id ?? value }
}

function wordsOf({ id, label, title }: Named): readonly string[] {
  const said = label ?? title
  return [id, ...(said === undefined ? [] : typeof said === 'string' ? [said] : Object.values(said))]
}
