import { setImmediate } from 'node:timers/promises'
import type { DecidedLead } from '../model/decision.js'
import type { Lead } from '../model/entities/lead.js'
import { openStatuses } from '../model/lifecycle.js'
import type { Situation } from '../rule-engine/index.js'
import type { IntakeCommit, QueueState } from '../store/index.js'
import { decideSituations, loadSituations } from './decide-leads.js'
import { emitOutcome } from './emit-outcome.js'
import type { Engine } from './engine.js'
import { planCommit } from './plan-commit.js'
import { redecide } from './redecide.js'
import type { RulesInForce } from './rule-shelf.js'
import { type WorkingLead, workingLead } from './working-lead.js'

/** Leads with the facts that the rules of this moment ask about them. */
export interface RescoringBatch extends RulesInForce {
  readonly now: number
  readonly works: readonly WorkingLead[]
  readonly situations: readonly Situation[]
}

/** What became of a batch. */
export interface RescoredBatch {
  /** Leads that were written because something is different about them. */
  readonly changed: number
  /** What went wrong in rules and plugins, once for each lead it happened to. */
  readonly problems: readonly string[]
}

/** Decides again about many leads, batch after batch. */
export interface Rescoring {
  /** Reads what the rules ask; can run while the batch before is still being decided. */
  load(leads: readonly Lead[]): Promise<RescoringBatch>
  /** Decides, and begins to write those leads about which anything is different; the batch before is written by then. */
  settle(batch: RescoringBatch): Promise<RescoredBatch>
  /** Waits until everything is written. */
  finish(): Promise<void>
}

/**
 * Prepares a rescoring. It goes the way of every decision, with the same guards and the same commit, and leaves alone what
 * stays as it is: no new version, no decision, nothing on the timeline.
 */
export function createRescoring(engine: Engine): Rescoring {
  const queues = queueReader(engine)
  let writing: Promise<void> = Promise.resolve()
  return {
    async load(leads) {
      const inForce = engine.ruleShelf.inForce()
      const now = engine.now()
      const works = leads.map(workingLead)
      const { ruleSet } = inForce
      return { ...inForce, now, works, situations: await loadSituations(engine, works, { ruleSet, now, trigger: 'rescore' }) }
    },
    async settle({ works, situations, ruleSet, publication, now }) {
      const read = await queues.read(works)
      const { decided, queues: decidedQueues } = await decideInParts(engine, situations, { ruleSet, now, queues: read })
      const problems = decided.flatMap(({ decision }) => decision.problems.map(({ where, message }) => `${where}: ${message}`))
      const changed = works.flatMap((work, index) => {
        const one = decided[index]
        return one && isChanged(work, one) ? [{ work, one }] : []
      })
      await writing
      if (changed.length === 0) return { changed: 0, problems }
      const changedWorks = changed.map(({ work }) => work)
      const changedLeads = changed.map(({ one }) => one)
      const plan = planCommit(changedWorks, changedLeads, { now, newId: engine.newId, queues: read, decidedQueues, publication })
      writing = write(plan, { works: changedWorks, decided: changedLeads })
      // Its failure is met by who waits for it.
      writing.catch(() => undefined)
      if (plan.queues.length > 0) {
        queues.forget()
        await writing
      }
      return { changed: changed.length, problems }
    },
    finish: () => writing,
  }

  async function write(
    plan: IntakeCommit,
    { works, decided }: { readonly works: readonly WorkingLead[]; readonly decided: readonly DecidedLead[] },
  ): Promise<void> {
    if ((await engine.store.intake.commit(plan)) === 'conflict') {
      queues.forget()
      await redecide(engine, { leadIds: works.map(({ lead }) => lead.id), trigger: 'rescore' })
      return
    }
    engine.wake('effects', 'timers')
    await emitOutcome(engine, works, decided)
  }
}

const PART = 50

/**
 * Decides in parts, between which the database goes on with what it reads and writes meanwhile. Where leads are given to people
 * the whole batch shares one look at the queues.
 */
async function decideInParts(
  engine: Engine,
  situations: readonly Situation[],
  request: Parameters<typeof decideSituations>[2],
): ReturnType<typeof decideSituations> {
  if (request.queues.length > 0) return decideSituations(engine, situations, request)
  const decided: DecidedLead[] = []
  for (let start = 0; start < situations.length; start += PART) {
    decided.push(...(await decideSituations(engine, situations.slice(start, start + PART), request)).decided)
    await setImmediate()
  }
  return { decided, queues: [] }
}

/** A decision that finds everything as it should be hands back the very lead it was given. */
function isChanged({ lead }: WorkingLead, { lead: decided, decision }: DecidedLead): boolean {
  return decided !== lead || decision.actions.length > 0
}

/** After so many batches others may have changed how much everybody has to do. */
const FRESH_FOR = 50

/** Reads the queues only where a lead may be given to somebody: counting everybody's work takes longer than a batch of decisions. */
function queueReader({ store, ruleShelf }: Engine) {
  let known: readonly QueueState[] | undefined
  let uses = 0
  const gather = async (): Promise<readonly QueueState[]> => {
    const { lifecycle } = ruleShelf.inForce().ruleSet
    const nothing = { matchKeys: [], nameKeys: [], leadIds: [] }
    return (await store.intake.gather({ ...nothing, openStatuses: openStatuses(lifecycle), queues: true })).queues
  }
  return {
    async read(works: readonly WorkingLead[]): Promise<readonly QueueState[]> {
      if (works.every(({ lead }) => lead.ownerId !== undefined)) return []
      uses += 1
      if (uses % FRESH_FOR === 0) known = undefined
      known ??= await gather()
      return known
    },
    forget: () => {
      known = undefined
    },
  }
}
