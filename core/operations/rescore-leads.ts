import { type Actor, authorize } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import { createRescoring, type Rescoring, type RescoringBatch } from '../intake/rescoring.js'
import { canonicalJson } from '../model/canonical-json.js'
import type { Lead } from '../model/entities/lead.js'
import type { RecordFilter } from '../store/index.js'
import { filterQuestion, type LeadFilter } from './lead-filter.js'
import { isOpenLead } from './open-leads.js'
import { readAhead } from './read-ahead.js'

/** Which leads are decided about again; those in an open status unless closed ones are asked for. */
export interface RescoreRequest {
  readonly actor: Actor
  readonly filter?: Pick<LeadFilter, 'where' | 'segment'>
  readonly closedToo?: boolean
  /** Begins with the first lead, also where an earlier run of the same kind was cut short. */
  readonly fromStart?: boolean
  readonly onProgress?: (progress: RescoreProgress) => void
  /** Ends after the batch under way; the next run goes on from there. */
  readonly signal?: AbortSignal
}

/** How far a rescoring has come. */
export interface RescoreProgress {
  readonly done: number
  readonly of: number
  /** Leads that were written because something is different about them. */
  readonly changed: number
}

export interface RescoreReport extends RescoreProgress {
  /** How many leads an earlier run, which was cut short, had done. */
  readonly resumedAt: number
  readonly isComplete: boolean
  /** What went wrong in rules and plugins, and for how many leads. */
  readonly problems: readonly { readonly message: string; readonly leads: number }[]
}

/** Where a run stands, kept so that the next one can go on. */
interface Place extends Pick<RescoreProgress, 'done' | 'changed'> {
  /** Rules and leads it is about. */
  readonly about: string
  readonly after: string
}

const BATCH = 500
const PLACE = 'rescore.place'
/** Milliseconds between two notes of the place. */
const NOTE_EVERY = 5_000
const MOST_PROBLEMS = 50

/**
 * Lets the rules of now decide again about leads that are there, and writes those about which anything is different. Automations
 * act where they turn true by it, as after every other decision. Other writers go first: a lead they changed is read anew.
 */
export async function rescoreLeads(engine: Engine, request: RescoreRequest): Promise<RescoreReport> {
  authorize(request.actor, 'rule:publish')
  const { system, records } = engine.store
  const question = questionOf(engine, request)
  const about = canonicalJson({ rules: engine.rules().digest, filter: request.filter ?? {}, closed: request.closedToo === true })
  const start = request.fromStart ? undefined : await placeOf(engine, about)
  const of = await records.count('lead', question)
  const problems = new Map<string, number>()
  let place: Place = start ?? { about, after: '', done: 0, changed: 0 }
  let notedAt = performance.now()
  let isComplete = true
  const rescoring = createRescoring(engine)
  for await (const batch of batchesOf(engine, { rescoring, question, after: place.after })) {
    if (request.signal?.aborted) {
      isComplete = false
      break
    }
    const outcome = await batch.settle()
    for (const message of outcome.problems)
      if (problems.has(message) || problems.size < MOST_PROBLEMS) problems.set(message, (problems.get(message) ?? 0) + 1)
    const { done, changed } = place
    place = { about, after: batch.last, done: done + batch.size, changed: changed + outcome.changed }
    request.onProgress?.({ done: place.done, of, changed: place.changed })
    if (performance.now() - notedAt < NOTE_EVERY) continue
    await rescoring.finish()
    await system.setSetting(PLACE, place)
    notedAt = performance.now()
  }
  await rescoring.finish()
  await system.setSetting(PLACE, isComplete ? undefined : place)
  const { done, changed } = place
  const wrong = [...problems].map(([message, leads]) => ({ message, leads })).sort((one, other) => other.leads - one.leads)
  return { done, of, changed, resumedAt: start?.done ?? 0, isComplete, problems: wrong }
}

async function placeOf({ store }: Engine, about: string): Promise<Place | undefined> {
  const kept = (await store.system.getSetting(PLACE)) as Place | undefined
  return kept?.about === about ? kept : undefined
}

/** Leads and their facts are read while the batch before is decided. */
async function* batchesOf(
  engine: Engine,
  { rescoring, question, after }: { readonly rescoring: Rescoring; readonly question: RecordFilter; readonly after: string },
) {
  const pages = readAhead(engine.store.records.each('lead', { ...question, batch: BATCH, after }))
  async function* loaded(): AsyncGenerator<RescoringBatch> {
    for await (const leads of pages) yield rescoring.load(leads as readonly Lead[])
  }
  for await (const batch of readAhead(loaded())) {
    const { works } = batch
    yield { size: works.length, last: works.at(-1)?.lead.id ?? '', settle: () => rescoring.settle(batch) }
  }
}

function questionOf(engine: Engine, { filter = {}, closedToo = false }: RescoreRequest): RecordFilter {
  const { where, keep } = filterQuestion(engine, filter) ?? {}
  const all = [...(closedToo ? [] : [isOpenLead(engine.rules().lifecycle)]), ...(where ? [where] : [])]
  return { ...(all.length > 0 ? { where: { all } } : {}), ...(keep ? { keep } : {}) }
}
