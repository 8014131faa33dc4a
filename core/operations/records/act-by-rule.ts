import { actorName, SYSTEM } from '../../access/index.js'
import { CrmError } from '../../errors.js'
import type { Engine } from '../../intake/engine.js'
import { backOff } from '../../intake/process-submissions.js'
import type { Account } from '../../model/entities/account.js'
import type { RuledEntity } from '../../model/ruled-entity.js'
import { isRefusal, type Refusal } from '../../plugin-api/index.js'
import type { RecordChanges, StoredRecord } from '../../store/index.js'
import { planChange, planCreate } from './plan-record.js'
import { joinChanges, type RecordPlan } from './record-plan.js'
import { unknownRecord } from './record-request.js'
import { writeChanges } from './write-changes.js'

/** For what an effect changes a record. */
interface ByRule {
  readonly rule: string
  /** Names the effect: a second call with it changes nothing. */
  readonly effectId: string
  /** Automations whose effects led here, the first one first. */
  readonly chain: readonly string[]
}

/** Changes a record because a rule asked for it: same checks and guards as for a person, once per effect. */
export async function changeByRule(
  engine: Engine,
  { entity, id, changes, ...by }: ByRule & { entity: RuledEntity; id: string; changes: Readonly<Record<string, unknown>> },
): Promise<StoredRecord | Refusal> {
  return once(engine, by, {
    done: async () => (await isNoted(engine, by.effectId)) && engine.store.records.get(entity, id),
    plan: async () => noted(await planChange(engine, { actor: SYSTEM, entity, id, changes, rule: by.rule }), by.effectId),
  })
}

/** Makes an opportunity because a rule asked for it; the effect names it, so it is made once. Without a place it begins its pipeline. */
export async function createOpportunityByRule(
  engine: Engine,
  { values, ...by }: ByRule & { values: Readonly<Record<string, unknown>> },
): Promise<StoredRecord | Refusal> {
  const { pipelines } = engine.rules()
  const [first] = Object.keys(pipelines)
  const { pipeline = first } = values
  const begins = typeof pipeline === 'string' && Object.hasOwn(pipelines, pipeline) ? pipelines[pipeline]?.start : undefined
  const whole = { pipeline, ...(begins === undefined ? {} : { stage: begins }), ...values }
  return once(engine, by, {
    done: () => engine.store.records.get('opportunity', by.effectId),
    plan: () => planCreate(engine, { actor: SYSTEM, entity: 'opportunity', values: whole, id: by.effectId, rule: by.rule }),
  })
}

/**
 * Notes that a customer has bought nothing for too long; a later purchase makes them active again. An account that is no
 * active customer stays as it is.
 * @throws {CrmError} RECORD_UNKNOWN.
 */
export async function lapseCustomer(engine: Engine, { id, ...by }: ByRule & { id: string }): Promise<StoredRecord | Refusal> {
  return once(engine, by, {
    done: async () => (await isNoted(engine, by.effectId)) && engine.store.records.get('account', id),
    async plan() {
      const account = (await engine.store.records.get('account', id)) as Account | undefined
      if (!account) throw unknownRecord('account', id)
      if (account.customerState !== 'active') return { record: account, changes: {} }
      const state = { customerState: 'lapsed' }
      const now = engine.now()
      const history = {
        ...{ id: by.effectId, version: 1, createdAt: now, updatedAt: now, at: now, entity: 'account', recordId: id },
        ...{ action: 'update', actor: actorName(SYSTEM), before: { customerState: account.customerState }, after: state },
      }
      const update = { entity: 'account' as const, id, expectedVersion: account.version, changes: state }
      return {
        record: { ...account, ...state, version: account.version + 1 },
        changes: { updates: [update], inserts: [{ entity: 'recordChange' as const, record: history }] },
      }
    },
  })
}

interface Once {
  done(): Promise<StoredRecord | false | undefined>
  plan(): Promise<RecordPlan | Refusal>
}

const MOST_CONFLICTS = 25

async function once(engine: Engine, { chain }: ByRule, { done, plan }: Once): Promise<StoredRecord | Refusal> {
  for (let attempt = 0; attempt < MOST_CONFLICTS; attempt += 1) {
    const before = await done()
    if (before) return before
    const planned = await plan()
    if (isRefusal(planned)) return planned
    if ((await writeChanges(engine, planned.changes, { chain })) === 'written') return planned.record
    await backOff(attempt)
  }
  throw new CrmError('INTAKE_CONFLICT', `Other writers were faster ${MOST_CONFLICTS} times.`)
}

const isNoted = async ({ store }: Engine, effectId: string): Promise<boolean> =>
  (await store.records.get('recordChange', effectId)) !== undefined

/** The history of the change bears the id of the effect and so proves that it is done. */
function noted(plan: RecordPlan | Refusal, effectId: string): RecordPlan | Refusal {
  if (isRefusal(plan)) return plan
  let isNamed = false
  const inserts = plan.changes.inserts?.map((insert) => {
    if (insert.entity !== 'recordChange' || isNamed) return insert
    isNamed = true
    return { ...insert, record: { ...insert.record, id: effectId } }
  })
  const changes: RecordChanges = inserts ? { ...plan.changes, inserts } : plan.changes
  return { record: plan.record, changes: joinChanges(changes) }
}
