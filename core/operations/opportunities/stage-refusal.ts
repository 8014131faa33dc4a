import type { Engine } from '../../intake/engine.js'
import type { Opportunity } from '../../model/entities/opportunity.js'
import { checkTransition, statusOf, type TransitionRefusal } from '../../model/lifecycle.js'
import type { Pipeline, Stage, StageGuard } from '../../model/pipeline.js'
import { didYouMean } from '../../model/text/did-you-mean.js'
import type { Refusal } from '../../plugin-api/index.js'
import { recordTest } from '../../rule-engine/index.js'
import { transitionWords } from '../transition-words.js'

/** An opportunity that enters a stage: from another one, or as a new one. */
export interface StageEntry {
  readonly before?: Opportunity
  readonly after: Opportunity
  /** It ended before it came here: what its stages asked for can no longer be found out. */
  readonly isHistory: boolean
}

/** The pipeline and stage that an opportunity names, or a refusal that says which there are. */
export function placeOf(engine: Engine, { pipeline: id, stage }: Opportunity): { pipeline: Pipeline; stage: Stage } | Refusal {
  const { pipelines } = engine.rules()
  const pipeline = Object.hasOwn(pipelines, id) ? pipelines[id] : undefined
  if (!pipeline) return unknownPipeline(id, Object.keys(pipelines))
  const found = statusOf(pipeline, stage)
  if (found) return { pipeline, stage: found }
  const details = pipeline.statuses.map((one) => one.id)
  return told(engine, { refusal: { code: 'status-unknown', details }, pipeline, to: stage })
}

/** Why an opportunity may not enter its stage, in words that say what to do; the same on every way in. */
export async function stageRefusal(
  engine: Engine,
  { before, after, isHistory }: StageEntry,
  { pipeline, stage }: { readonly pipeline: Pipeline; readonly stage: Stage },
): Promise<Refusal | undefined> {
  const from = before && before.pipeline === after.pipeline ? before.stage : undefined
  const refusal = isHistory ? strangeReason(after, stage) : asked(pipeline, { from, after })
  const inTheWay = refusal && told(engine, { refusal, pipeline, to: stage.id })
  if (isHistory || refusal?.code === 'not-allowed') return inTheWay
  const guarded = await guardRefusal(engine, after, stage)
  if (inTheWay || guarded) return allOf(inTheWay, guarded)
  const { hooks } = engine.registry
  if (!hooks.has('opportunity:transition')) return undefined
  const answer = await hooks.guard('opportunity:transition', {
    opportunity: after,
    ...(from === undefined ? {} : { from }),
    to: stage.id,
  })
  return answer && { code: 'refused-by-guard', details: [answer.refused], ...answer }
}

/** Everything that is missing at once. A reason can be given with the move, so what else stands in the way leads. */
function allOf(inTheWay: Refusal | undefined, guarded: Refusal | undefined): Refusal | undefined {
  if (!inTheWay || !guarded) return inTheWay ?? guarded
  const words = {
    en: `${inTheWay.words?.en ?? inTheWay.refused} ${guarded.words?.en ?? guarded.refused}`,
    fa: `${inTheWay.words?.['fa'] ?? inTheWay.refused} ${guarded.words?.['fa'] ?? guarded.refused}`,
  }
  return { ...(inTheWay.code === 'reason-missing' ? guarded : inTheWay), words, refused: words.en }
}

/** A stage that knows no way from nowhere takes whoever begins in it, or comes from another pipeline. */
function asked(pipeline: Pipeline, { from, after }: { from: string | undefined; after: Opportunity }) {
  const { stage: to, stageReason } = after
  const begins = { ...pipeline, statuses: [...pipeline.statuses, NOWHERE] }
  return checkTransition(begins, {
    from: from ?? NOWHERE.id,
    to,
    values: after,
    ...(stageReason === undefined ? {} : { reason: stageReason }),
  })
}

const NOWHERE: Stage = { id: '', label: { en: '' }, category: 'open' }

function strangeReason({ stageReason }: Opportunity, { reasons = [] }: Stage): TransitionRefusal | undefined {
  const known = reasons.map(({ id }) => id)
  if (stageReason === undefined || known.includes(stageReason)) return undefined
  return { code: 'reason-missing', details: known }
}

async function guardRefusal(engine: Engine, after: Opportunity, { guard = [] }: Stage): Promise<Refusal | undefined> {
  if (guard.length === 0) return undefined
  const facts = await guardFacts(engine, after)
  const failed = guard.filter(({ conditions }) => !recordTest(conditions, engine.rules())(facts))
  if (failed.length === 0) return undefined
  const words = { en: joined(failed, 'en'), fa: joined(failed, 'fa') }
  return { refused: words.en, words, code: 'refused-by-guard', details: failed.map(({ message }) => message.en) }
}

const joined = (failed: readonly StageGuard[], language: 'en' | 'fa'): string =>
  failed.map(({ message }) => message[language] ?? message.en).join(' ')

async function guardFacts({ store, now }: Engine, opportunity: Opportunity) {
  const { records } = store
  const of = (entity: 'account' | 'contact' | 'user' | 'campaign' | 'lead', id: string | undefined) =>
    id === undefined ? undefined : records.get(entity, id)
  const [account, contact, owner, campaign, lead] = await Promise.all([
    of('account', opportunity.accountId),
    of('contact', opportunity.contactId),
    of('user', opportunity.ownerId),
    of('campaign', opportunity.campaignId),
    of('lead', opportunity.leadId),
  ])
  return { opportunity, account, contact, owner, campaign, lead, now: now() }
}

function told(
  engine: Engine,
  { refusal, pipeline, to }: { readonly refusal: TransitionRefusal; readonly pipeline: Pipeline; readonly to: string },
): Refusal {
  const words = transitionWords(refusal, { lifecycle: pipeline, fields: engine.fields.opportunity, to })
  const fields = refusal.code === 'fields-missing' ? refusal.details : [FIELD_OF[refusal.code]]
  return { refused: words.en, words, ...refusal, fields }
}

const FIELD_OF: Readonly<Record<TransitionRefusal['code'], string>> = {
  'status-unknown': 'stage',
  'not-allowed': 'stage',
  'fields-missing': 'stage',
  'reason-missing': 'stageReason',
  'refused-by-guard': 'stage',
}

function unknownPipeline(id: string, known: readonly string[]): Refusal {
  const near = didYouMean(id, known)
  const way = near === undefined ? known.join(', ') : near
  const words = {
    en: `There is no pipeline "${id.slice(0, 100)}". ${near === undefined ? 'Known' : 'Did you mean'}: ${way}.`,
    fa: `خط فروش «${id.slice(0, 100)}» وجود ندارد. ${near === undefined ? 'شناخته‌شده‌ها' : 'منظورتان این بود'}: ${way}.`,
  }
  return { refused: words.en, words, code: 'pipeline-unknown', details: known, fields: ['pipeline'] }
}
