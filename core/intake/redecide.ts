import { CrmError } from '../errors.js'
import type { Trigger } from '../model/decision.js'
import type { Activity } from '../model/entities/activity.js'
import type { Lead } from '../model/entities/lead.js'
import { openStatuses } from '../model/lifecycle.js'
import { isRefusal, type Refusal } from '../plugin-api/index.js'
import type { Gathered, RecordChanges } from '../store/index.js'
import { type DecideRequest, decideLeads } from './decide-leads.js'
import { comparedFields } from './dedupe-rules.js'
import { emitOutcome } from './emit-outcome.js'
import type { Engine } from './engine.js'
import { withDeliveries } from './events/with-deliveries.js'
import { joinChanges } from './join-changes.js'
import { exactKeys, leadKeys } from './match-keys.js'
import { leadNews } from './news/lead-news.js'
import { planCommit } from './plan-commit.js'
import { backOff } from './process-submissions.js'
import { withRecordRules } from './record-rules/with-record-rules.js'
import { withTouch } from './with-touch.js'
import { type WorkingLead, workingLead } from './working-lead.js'

/** Why leads are decided about again, and what changes with it. */
export interface RedecideRequest {
  readonly leadIds: readonly string[]
  readonly trigger: Trigger
  /** Applied to each lead as it is read, once more after every conflict; may refuse. */
  readonly change?: (lead: Lead) => Lead | Refusal | Promise<Lead | Refusal>
  /** Entries of the timelines; a function is asked after `change`, once more after every conflict. */
  readonly activities?: readonly Activity[] | (() => readonly Activity[])
  /** Id of the activity that proves this was done before: where it is there, nothing changes. */
  readonly effectId?: string
  readonly reroute?: DecideRequest['reroute']
  /** Automations whose effects led here, the first one first. */
  readonly chain?: DecideRequest['chain']
  /** Changes to other records that are written with it; asked after `change`, once more after every conflict. */
  readonly alongside?: () => RecordChanges | Promise<RecordChanges>
  /** A lead that `change` hands back as it was is not decided about: no new version, no decision, nothing on its timeline. */
  readonly leavesUnchanged?: boolean
  /** `alongside` brings claims and releases itself: an edit of e-mail or phone moves no key. */
  readonly movesKeys?: boolean
  /** Stages that are left out. */
  readonly without?: DecideRequest['without']
}

const MOST_CONFLICTS = 25

/**
 * Lets the rules decide again about leads that are there: after an edit, an activity, or because time has passed.
 * It is the same way that a new lead goes, with the same guards. Answers the leads as they are now, or the first refusal.
 */
export async function redecide(engine: Engine, request: RedecideRequest): Promise<readonly Lead[] | Refusal> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const outcome = await redecideOnce(engine, request)
    if (outcome !== 'conflict') return outcome
    await backOff(attempt)
    await engine.ruleShelf.follow()
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_CONFLICTS} times.`)
}

async function redecideOnce(engine: Engine, request: RedecideRequest): Promise<readonly Lead[] | Refusal | 'conflict'> {
  const now = engine.now()
  const { ruleSet, publication } = engine.ruleShelf.inForce()
  const changed = await changedLeads(engine, request)
  if (isRefusal(changed)) return changed
  const { works, gathered } = changed
  if (works.length === 0) return gathered.leads
  const { trigger, reroute, chain, without } = request
  const { decided, queues } = await decideLeads(engine, works, {
    ruleSet,
    trigger,
    now,
    queues: gathered.queues,
    ...(reroute ? { reroute } : {}),
    ...(chain ? { chain } : {}),
    ...(without ? { without } : {}),
  })
  const asked = await request.alongside?.()
  const judged = asked && (await withRecordRules(engine, asked, chain ? { chain } : {}))
  const news = await leadNews(engine, works, decided)
  const alongside = judged || news ? joinChanges(judged, news) : undefined
  const read = { now, newId: engine.newId, queues: gathered.queues, publication, ...(alongside ? { alongside } : {}) }
  const plan = await withDeliveries(engine, planCommit(works, decided, { ...read, decidedQueues: queues }), { works, decided })
  if ((await engine.store.intake.commit(plan)) === 'conflict') return 'conflict'
  engine.wake('effects', 'timers', 'deliveries', ...(alongside ? (['records', 'notifications'] as const) : []))
  if (works.some(({ before }, index) => before?.ownerId !== undefined && makesRoom(engine, before, decided[index]?.lead))) {
    engine.wake('queues')
  }
  await emitOutcome(engine, works, decided)
  const written = new Map(decided.map(({ lead }) => [lead.id, { ...lead, version: lead.version + 1, updatedAt: now }]))
  return gathered.leads.map((lead) => written.get(lead.id) ?? lead)
}

/** Whether an owner has one lead less to work on now. */
function makesRoom({ ruleShelf }: Engine, before: Lead, after: Lead | undefined): boolean {
  if (!after || after.ownerId !== before.ownerId) return true
  const { lifecycle } = ruleShelf.inForce().ruleSet
  return before.status !== after.status && !openStatuses(lifecycle).includes(after.status)
}

async function changedLeads(
  engine: Engine,
  { leadIds, change, effectId, activities = [], leavesUnchanged = false, movesKeys = false }: RedecideRequest,
): Promise<{ works: readonly WorkingLead[]; gathered: Gathered } | Refusal> {
  const gathered = await engine.store.intake.gather({
    matchKeys: [],
    nameKeys: [],
    leadIds,
    openStatuses: openStatuses(engine.rules().lifecycle),
    queues: true,
  })
  // Asked after the leads were read: who does the same meanwhile makes their version old, and the next try finds the proof.
  if (effectId !== undefined && (await engine.store.records.get('activity', effectId))) return { works: [], gathered }
  const works: WorkingLead[] = []
  for (const before of gathered.leads) {
    const lead = change ? await change(before) : before
    if (isRefusal(lead)) return lead
    if (leavesUnchanged && lead === before) continue
    works.push(
      movesKeys
        ? { ...workingLead(before), lead: withNameKey(lead, leadKeys(lead, engine.settings).name) }
        : await withKeys(engine, before, lead),
    )
  }
  const all = typeof activities === 'function' ? activities() : activities
  const now = engine.now()
  const touched = works.map((work) => {
    const own = all.filter(({ leadId }) => leadId === work.lead.id)
    const lead = withTouch(work.lead, { before: work.before ?? work.lead, activities: own, now })
    return { ...work, lead, activities: own }
  })
  return { works: touched, gathered }
}

function withNameKey({ nameKey: _old, ...rest }: Lead, nameKey: string | undefined): Lead {
  return nameKey ? ({ ...rest, nameKey } as Lead) : (rest as Lead)
}

const REASONS: Readonly<Record<string, string>> = { email: 'same-email', phone: 'same-phone', external: 'same-external' }

/** An edit of e-mail, phone or name moves the lead's keys; a key that another lead holds only shows the two as similar. */
async function withKeys(engine: Engine, before: Lead, lead: Lead): Promise<WorkingLead> {
  const { country } = engine.settings
  const compared = comparedFields(engine)
  const old = leadKeys(before, { country, compared })
  const now = leadKeys(lead, { country, compared })
  const base = { ...workingLead(before), lead: withNameKey(lead, now.name) }
  const gained = exactKeys(now).filter((key) => !exactKeys(old).includes(key))
  const lost = exactKeys(old).filter((key) => !exactKeys(now).includes(key))
  if (gained.length + lost.length === 0) return base
  const { matchKeys } = await engine.store.intake.gather({
    matchKeys: gained,
    nameKeys: [],
    leadIds: [],
    openStatuses: [],
    queues: false,
  })
  const holder = new Map(matchKeys.map(({ key, leadId }) => [key, leadId]))
  return {
    ...base,
    claims: gained.filter((key) => !holder.has(key)).map((key) => ({ key, leadId: lead.id })),
    releases: lost.map((key) => ({ key, leadId: lead.id })),
    similar: [...holder].map(([key, otherId]) => ({
      leadId: lead.id,
      otherId,
      reason: REASONS[key.split(':')[0] ?? ''] ?? 'same-field',
    })),
  }
}
