import { setTimeout as wait } from 'node:timers/promises'
import { asError, CrmError } from '../errors.js'
import { failpoint } from '../failpoint.js'
import { DECISION_STAGES, type DecisionStage } from '../model/decision.js'
import { openStatuses } from '../model/lifecycle.js'
import type { ClaimedSubmission } from '../store/index.js'
import { type DecideRequest, decideLeads } from './decide-leads.js'
import { dedupe } from './dedupe.js'
import { comparedFields, dedupeRules } from './dedupe-rules.js'
import { emitOutcome } from './emit-outcome.js'
import type { Engine } from './engine.js'
import { withDeliveries } from './events/with-deliveries.js'
import { joinChanges } from './join-changes.js'
import type { KeyedDraft } from './keyed-draft.js'
import { exactKeys, leadKeys, visitorKey } from './match-keys.js'
import { mergedByImport } from './merged-by-import.js'
import { planCommit } from './plan-commit.js'
import { type Draft, type Held, heldBy, readSubmissions } from './read-submissions.js'
import { linkVisitors } from './visits/link-visitors.js'
import type { WorkingLead } from './working-lead.js'

/** What became of a batch: each of its submissions is in one of the two. */
export interface Processed {
  /** By id, whether a submission became a lead of its own or went into one that was there. */
  readonly became: ReadonlyMap<string, Became>
  readonly held: readonly Held[]
}

export type Became = 'new' | 'merged'

/** Why a batch is decided, and which stages are left out. */
type HowDecided = Pick<DecideRequest, 'without'> & { readonly trigger: 'capture' | 'import' }

const MOST_CONFLICTS = 25
const MOST_ATTEMPTS = 5
const RETRY_AFTER_MS = 5_000

/**
 * Takes claimed submissions all the way: read, dedupe, decide, commit. Each ends as a lead or, visibly, in quarantine.
 * When the database itself fails, the claims are let go and the error is thrown: nothing is lost, somebody tries again.
 */
export async function processSubmissions(
  engine: Engine,
  { submissions, trigger }: { submissions: readonly ClaimedSubmission[]; trigger: 'capture' | 'import' },
): Promise<Processed> {
  failpoint('intake.after-claim')
  try {
    const { fresh, worn } = byAttempts(submissions)
    const { drafts, held } = await readSubmissions(engine, fresh)
    const parts: Processed[] = []
    for (const [how, alike] of byManner(drafts, trigger)) parts.push(await decideDrafts(engine, alike, how))
    const all = [...worn, ...held, ...parts.flatMap((part) => part.held)]
    if (all.length > 0) await engine.store.journal.quarantine(all, engine.now())
    return { became: new Map(parts.flatMap(({ became }) => [...became])), held: all }
  } catch (thrown) {
    const ids = submissions.map(({ id }) => id)
    await engine.store.journal.release(ids, { notBefore: engine.now() + RETRY_AFTER_MS }).catch(() => undefined)
    throw thrown
  }
}

/**
 * Rows of an import say with what they brought which stages are left out: whichever worker finds one, after a crash too,
 * must not send the mails of history.
 */
function byManner(drafts: readonly Draft[], trigger: 'capture' | 'import'): readonly (readonly [HowDecided, readonly Draft[]])[] {
  const groups = new Map<string, [HowDecided, Draft[]]>()
  for (const draft of drafts) {
    const { context } = draft.submission
    const how: HowDecided = isOfImport(context) ? { trigger: 'import', without: stagesIn(context) } : { trigger }
    const name = JSON.stringify(how)
    const group = groups.get(name) ?? [how, []]
    group[1].push(draft)
    groups.set(name, group)
  }
  return [...groups.values()]
}

const isOfImport = (context: Readonly<Record<string, unknown>> = {}): boolean => context['import'] !== undefined

const stagesIn = (context: Readonly<Record<string, unknown>> = {}): readonly DecisionStage[] => {
  const { without } = context
  return Array.isArray(without) ? DECISION_STAGES.filter((stage) => without.includes(stage)) : []
}

/** The source under which rows of an import stand in the journal. */
export const IMPORT_SOURCE = 'import'

/** A submission that has ended the process several times is not tried for ever. */
function byAttempts(submissions: readonly ClaimedSubmission[]): { fresh: ClaimedSubmission[]; worn: Held[] } {
  const worn = submissions.filter(({ attempts }) => attempts > MOST_ATTEMPTS)
  return {
    fresh: submissions.filter(({ attempts }) => attempts <= MOST_ATTEMPTS),
    worn: worn.map(({ id, attempts }) => ({
      id,
      code: 'INTAKE_GAVE_UP',
      message: `Intake did not finish in ${attempts - 1} attempts.`,
    })),
  }
}

/** A batch that fails as a whole is tried one by one, so that one bad draft harms only itself. */
async function decideDrafts(engine: Engine, drafts: readonly Draft[], how: HowDecided): Promise<Processed> {
  if (drafts.length === 0) return { became: new Map(), held: [] }
  try {
    return { became: await decideAndCommit(engine, drafts, how), held: [] }
  } catch (thrown) {
    const error = asError(thrown)
    if (isPassing(error)) throw error
    const ids = [...new Set(drafts.map(({ submission }) => submission.id))]
    if (ids.length === 1) return { became: new Map(), held: ids.map((id) => heldBy(id, error)) }
    const parts: Processed[] = []
    for (const id of ids) parts.push(await decideDrafts(engine, draftsOf(id, drafts), how))
    return { became: new Map(parts.flatMap(({ became }) => [...became])), held: parts.flatMap(({ held }) => held) }
  }
}

function draftsOf(id: string, drafts: readonly Draft[]): readonly Draft[] {
  return drafts.filter(({ submission }) => submission.id === id)
}

/** What is no fault of a submission: it waits until the database is back, or this process knows the rules that were published. */
function isPassing(error: Error): boolean {
  return error instanceof CrmError && (error.code.startsWith('DATABASE_') || error.code === 'RULES_NOT_FOLLOWED')
}

async function decideAndCommit(engine: Engine, drafts: readonly Draft[], how: HowDecided): Promise<ReadonlyMap<string, Became>> {
  const { store } = engine
  const keyed = drafts.map((draft): KeyedDraft => ({ ...draft, keys: keysOf(engine, draft) }))
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const now = engine.now()
    const { ruleSet, publication } = engine.ruleShelf.inForce()
    const gathered = await store.intake.gather({
      matchKeys: [...new Set(keyed.flatMap(({ keys }) => exactKeys(keys)))],
      nameKeys: dedupeRules(engine).similar ? [...new Set(keyed.flatMap(({ keys }) => keys.name ?? []))] : [],
      leadIds: [],
      openStatuses: openStatuses(ruleSet.lifecycle),
      queues: true,
    })
    failpoint('intake.after-gather')
    const create = { newId: engine.newId, now, startStatus: ruleSet.lifecycle.start }
    const works = dedupe(keyed, { gathered, rules: dedupeRules(engine), create })
    const { decided, queues } = await decideLeads(engine, works, { ...how, ruleSet, now, queues: gathered.queues })
    failpoint('intake.after-decide')
    const alongside = joinChanges(await linkVisitors(engine, works), mergedByImport(engine, { works, drafts }))
    const read = { now, newId: engine.newId, queues: gathered.queues, publication, alongside }
    const plan = await withDeliveries(engine, planCommit(works, decided, { ...read, decidedQueues: queues }), { works, decided })
    failpoint('intake.before-commit')
    if ((await store.intake.commit(plan)) === 'committed') {
      failpoint('intake.after-commit')
      engine.wake('effects', 'timers', 'deliveries')
      if (keyed.some(({ keys }) => keys.visitor)) engine.wake('visits')
      await emitOutcome(engine, works, decided)
      return becameOf(works)
    }
    await backOff(attempt)
    await engine.ruleShelf.follow()
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_CONFLICTS} times.`)
}

/** The first submission of a lead that was not there made it; all that follow went into it. */
function becameOf(works: readonly WorkingLead[]): ReadonlyMap<string, Became> {
  const makers = new Set(works.flatMap(({ before, submissionIds }) => (before ? [] : submissionIds.slice(0, 1))))
  const ids = works.flatMap(({ submissionIds }) => submissionIds)
  return new Map(ids.map((id) => [id, makers.has(id) ? 'new' : 'merged']))
}

/** Waits a little longer after each conflict, never as long as the other does. */
export function backOff(attempt: number): Promise<void> {
  return wait(Math.random() * Math.min(200, 5 * 2 ** attempt))
}

function keysOf(engine: Engine, { submission, input }: Draft): KeyedDraft['keys'] {
  const visitor = visitorKey(input.visitor ?? '')
  return {
    ...leadKeys(input.values, {
      country: engine.settings.country,
      scope: `${submission.source}/${submission.channel}`,
      compared: comparedFields(engine),
    }),
    ...(visitor ? { visitor } : {}),
  }
}
