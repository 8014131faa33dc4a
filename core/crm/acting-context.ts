import { SYSTEM } from '../access/index.js'
import { effectId } from '../intake/effect-id.js'
import type { Engine, PluginCall } from '../intake/engine.js'
import { leadReader } from '../intake/lead-reader.js'
import { mailPass } from '../intake/mail/mail-pass.js'
import { noteBounce } from '../intake/mail/note-bounce.js'
import { noteMail } from '../intake/mail/note-mail.js'
import { receiveMail } from '../intake/mail/receive-mail.js'
import { crmReader, pluginContext } from '../intake/plugin-context.js'
import { redecide } from '../intake/redecide.js'
import { enrolLead } from '../intake/sequences/enrol-lead.js'
import { leaveSequences } from '../intake/sequences/leave-sequence.js'
import type { Lead } from '../model/entities/lead.js'
import {
  changeByRule,
  convertLead,
  createOpportunityByRule,
  createTask,
  lapseCustomer,
  notify,
  setMembership,
  updateLead,
} from '../operations/index.js'
import { type ActingContext, type CrmWriter, isRefusal, type Refusal, type RuledRecord } from '../plugin-api/index.js'
import type { StoredRecord } from '../store/index.js'
import { outboundFetch } from './outbound/outbound-fetch.js'
import { reachableAddress } from './outbound/public-address.js'

/** What plugin code is given where it may act: the operations of a person, and a guarded way out. */
export function actingContext(engine: Engine, call: PluginCall, allowHosts: readonly string[]): ActingContext {
  return {
    ...pluginContext(engine, call),
    crm: { ...crmReader(engine), ...leadReader(engine), ...crmWriter(engine, call) },
    fetch: (url, init) => outboundFetch(url, { allowHosts, signal: call.signal, ...(init ? { init } : {}) }),
    resolveHost: (host) => reachableAddress(host, allowHosts),
    dataFolder: engine.settings.dataFolder,
  }
}

function crmWriter(engine: Engine, { chain = [] }: PluginCall): CrmWriter {
  return {
    updateLead: (id, changes, key) => updateLead(engine, { actor: SYSTEM, id, changes, effectId: effectId(key), chain }),
    reassignLead: (id, reroute, key) => reassignLead(engine, { id, reroute, effect: effectId(key), chain }),
    createTask: (task, key) => createTask(engine, task, key),
    notify: (notification, key) => notify(engine, notification, key),
    logActivity: async ({ type, subject, details, ...about }, key) => {
      const now = engine.now()
      await engine.store.records.insertOnce('activity', {
        id: effectId(key),
        version: 1,
        createdAt: now,
        updatedAt: now,
        at: now,
        ...about,
        type,
        ...(subject ? { subject } : {}),
        ...(details === undefined ? {} : { details }),
      })
    },
    changeRecord: ({ entity, id }, { changes, rule }, key) =>
      ofRule(changeByRule(engine, { entity, id, changes, rule, effectId: effectId(key), chain })),
    createOpportunity: ({ values, rule }, key) =>
      ofRule(createOpportunityByRule(engine, { values, rule, effectId: effectId(key), chain })),
    async convertLead(id, key) {
      const answer = await convertLead(engine, { actor: SYSTEM, id, idempotencyKey: key })
      return isRefusal(answer) ? answer : answer.lead
    },
    setMembership: (leadId, { segment, isMember }, key) =>
      setMembership(engine, { actor: SYSTEM, leadId, segment, isMember, effectId: effectId(key), chain }),
    lapseCustomer: (id, { rule }, key) => ofRule(lapseCustomer(engine, { id, rule, effectId: effectId(key), chain })),
    enrol: (leadId, { sequence, rule }, key) => enrolLead(engine, { leadId, sequence, by: rule, effectId: effectId(key), chain }),
    leaveSequence: (leadId, { rule, ...request }, key) =>
      leaveSequences(engine, { leadId, ...request, by: rule, effectId: effectId(key), chain }),
    mailPass: (question) => mailPass(engine, question),
    noteMail: (mail, key) => noteMail(engine, mail, key),
    noteBounce: (bounce, key) => noteBounce(engine, bounce, key),
    receiveMail: (mail) => receiveMail(engine, mail),
  }
}

/** To the store a record is a record; which entity it is of, the operation has said. */
const ofRule = async (answer: Promise<StoredRecord | Refusal>): Promise<RuledRecord | Refusal> =>
  (await answer) as RuledRecord | Refusal

interface Reassignment extends Required<Pick<PluginCall, 'chain'>> {
  readonly id: string
  readonly reroute: { readonly queue?: string; readonly strategy?: string }
  readonly effect: string
}

async function reassignLead(engine: Engine, { id, reroute, effect, chain }: Reassignment): Promise<Lead | Refusal> {
  const now = engine.now()
  const activity = {
    id: effect,
    version: 1,
    createdAt: now,
    updatedAt: now,
    at: now,
    leadId: id,
    type: 'lead.rerouted',
    details: reroute,
  }
  const leads = await redecide(engine, {
    leadIds: [id],
    trigger: 'edit',
    reroute,
    activities: [activity],
    effectId: effect,
    chain,
  })
  if (isRefusal(leads)) return leads
  return leads[0] ?? { refused: `There is no lead ${id}.` }
}
