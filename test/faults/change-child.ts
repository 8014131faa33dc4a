import { SYSTEM } from '../../core/access/index.js'
import { openCrm } from '../../core/crm/open-crm.js'
import { defaultConfig } from '../../core/deployment/index.js'
import { record } from '../../core/intake/capture.js'
import { convertLead, listChanges, mergeLeads, undoChangeSet } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { isRefusal } from '../../core/plugin-api/index.js'
import { childPlugins } from './child-plugins.js'

/** Converts one lead, converts a second and takes it back, merges a fourth into a third; started again, it does what is left. */
const [connection = '', dataFolder = ''] = process.argv.slice(2)

const crm = await openCrm(
  {
    folder: dataFolder,
    dataFolder,
    connection,
    config: defaultConfig('faults'),
    layers: [{ name: 'base', folder: `${packageRoot()}/rules` }],
  },
  { migrate: 'always', log: () => undefined, plugins: childPlugins },
)

const ids: string[] = []
for (const person of ['kept', 'undone', 'master', 'other']) {
  const values = { name: person, company: `Company of ${person}`, email: `${person}@example.com` }
  const submission = { channel: 'faults', idempotencyKey: `change-${person}`, payload: { values } }
  const { submissions } = await record(crm, { source: 'api', submissions: [submission] })
  await crm.settle()
  ids.push((await crm.store.journal.get(submissions[0]?.submissionId ?? ''))?.leadId ?? '')
}
const [kept = '', undone = '', master = '', other = ''] = ids

await convertLead(crm, { actor: SYSTEM, id: kept, idempotencyKey: 'kept' })
const { records } = await listChanges(crm, { actor: SYSTEM, query: { subject: `lead:${undone}` } })
if (!records.some(({ changeSet }) => changeSet.undoneAt !== undefined)) {
  const converted = await convertLead(crm, { actor: SYSTEM, id: undone })
  if (!isRefusal(converted) && converted.changeSetId) await undoChangeSet(crm, { actor: SYSTEM, id: converted.changeSetId })
}
await mergeLeads(crm, { actor: SYSTEM, masterId: master, otherId: other })
await crm.stop()
