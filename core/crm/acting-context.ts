import { createHash } from 'node:crypto'
import { SYSTEM } from '../access/index.js'
import type { Engine, PluginCall } from '../intake/engine.js'
import { leadReader } from '../intake/lead-reader.js'
import { crmReader, pluginContext } from '../intake/plugin-context.js'
import { redecide } from '../intake/redecide.js'
import type { Lead } from '../model/entities/lead.js'
import { createTask, notify, updateLead } from '../operations/index.js'
import { type ActingContext, type CrmWriter, isRefusal, type Refusal } from '../plugin-api/index.js'
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
    logActivity: async ({ leadId, type, subject, details }, key) => {
      const now = engine.now()
      await engine.store.records.insertOnce('activity', {
        id: effectId(key),
        version: 1,
        createdAt: now,
        updatedAt: now,
        at: now,
        leadId,
        type,
        ...(subject ? { subject } : {}),
        ...(details === undefined ? {} : { details }),
      })
    },
  }
}

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

/** A key as the id of the timeline entry that its effect leaves; written in one transaction with the effect, it proves that it is done. */
function effectId(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
