import { type Actor, authorize } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import type { Lead } from '../../model/entities/lead.js'
import { statusOf } from '../../model/lifecycle.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { LocalizedText } from '../../model/text/localized-text.js'
import type { Accuracy, TrainingExample, TrainingExamples } from '../../plugin-api/index.js'
import type { ScoringFile } from '../../rule-engine/index.js'

/** New parameters of a scoring file, how good they are, and how good those are that count now. */
export interface TrainedScoring {
  readonly scoring: string
  readonly params: Readonly<Record<string, unknown>>
  readonly accuracy: Accuracy
  readonly before?: Accuracy
}

const BATCH = 1_000
const TRAINING_LIMIT_MS = 600_000

/**
 * Trains the model of a scoring file on all leads whose end is known. Nothing is written: parameters go into the rule file and are
 * published like every rule.
 * @throws {CrmError} SCORING_NOT_TRAINED for a file that is not there, whose model does not learn, that names a field that is not
 * there, or where there is too little to learn from.
 */
export async function trainScoring(
  engine: Engine,
  { actor, scoring: id, onRead }: { actor: Actor; scoring: string; onRead?: (leads: number) => void },
): Promise<TrainedScoring> {
  authorize(actor, 'rule:publish')
  const file = learningFile(engine, id)
  const registered = engine.registry.scoringModels.get(file.model)
  const train = registered?.value.train
  if (!registered || !train) throw notTrained(id, NOT_LEARNING)
  requireFields(engine, file)
  const examples = endedLeads(engine, onRead)
  const request = { params: file.params, now: engine.now() }
  const trained = await engine.registry.call(
    { plugin: registered.plugin, where: `training of ${id}`, limitMs: TRAINING_LIMIT_MS },
    () => train(examples, request),
  )
  if ('refused' in trained) throw notTrained(id, trained.refused)
  const before = accuracyOf(file)
  return { scoring: id, ...trained, ...(before ? { before } : {}) }
}

/** How good the model of a scoring file was when it was trained; nothing where it was not. */
export function accuracyOf({ params }: Pick<ScoringFile, 'params'>): Accuracy | undefined {
  const { accuracy } = params
  return typeof accuracy === 'object' && accuracy !== null ? (accuracy as Accuracy) : undefined
}

/** Whether the model of a scoring file can be trained. */
export const learns = ({ registry }: Pick<Engine, 'registry'>, { model }: Pick<ScoringFile, 'model'>): boolean =>
  registry.scoringModels.get(model)?.value.train !== undefined

function learningFile({ rules }: Engine, id: string): ScoringFile {
  const files = rules().scoring
  const found = files.find((file) => file.id === id)
  if (found) return found
  const near = didYouMean(
    id,
    files.map((file) => file.id),
  )
  throw notTrained(id, {
    en: `There is no scoring file "${id}".${near ? ` Did you mean "${near}"?` : ''}`,
    fa: `فایل امتیازی به نام «${id}» نیست.${near ? ` آیا منظور «${near}» بود؟` : ''}`,
  })
}

function requireFields({ fields }: Engine, { id, params }: ScoringFile): void {
  const known = Object.keys(fields.lead)
  const named = Array.isArray(params['features']) ? (params['features'] as readonly { field?: unknown }[]) : []
  const unknown = named.map(({ field }) => String(field)).find((field) => !known.includes(field))
  if (unknown === undefined) return
  const near = didYouMean(unknown, known)
  throw notTrained(id, {
    en: `Leads have no field "${unknown}".${near ? ` Did you mean "${near}"?` : ''}`,
    fa: `سرنخ فیلدی به نام «${unknown}» ندارد.${near ? ` آیا منظور «${near}» بود؟` : ''}`,
  })
}

async function* endedLeads({ store, rules }: Engine, onRead?: (leads: number) => void): TrainingExamples {
  const { lifecycle } = rules()
  const ended = lifecycle.statuses.filter(({ category }) => category !== 'open').map(({ id }) => id)
  let read = 0
  for await (const leads of store.records.each('lead', {
    where: {
      all: [
        { fact: 'lead', path: '$.status', operator: 'in', value: ended },
        { fact: 'lead', path: '$.mergedIntoId', operator: 'present', value: false },
      ],
    },
    batch: BATCH,
  })) {
    read += leads.length
    onRead?.(read)
    yield (leads as readonly Lead[]).map(
      (lead): TrainingExample => ({ lead, won: statusOf(lifecycle, lead.status)?.category === 'converted' }),
    )
  }
}

const NOT_LEARNING: LocalizedText = { en: 'Its model does not learn.', fa: 'مدل آن آموختنی نیست.' }

const notTrained = (id: string, { en, fa = en }: LocalizedText): CrmError =>
  new CrmError(
    'SCORING_NOT_TRAINED',
    { en: `Scoring file "${id}": ${en}`, fa: `فایل امتیاز «${id}»: ${fa}` },
    { details: { field: id } },
  )
