import { appendFileSync } from 'node:fs'
import { SYSTEM } from '../../core/access/index.js'
import { openCrm } from '../../core/crm/open-crm.js'
import { defaultConfig } from '../../core/deployment/index.js'
import { record } from '../../core/intake/capture.js'
import { addUser } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { createPlugin } from '../../core/registry/index.js'
import { actionCallWebhook } from '../../plugins/action-call-webhook/index.js'
import { actionCreateTask } from '../../plugins/action-create-task/index.js'
import { actionNotify } from '../../plugins/action-notify/index.js'
import { actionSendMail } from '../../plugins/action-send-mail/index.js'
import { actionSetField } from '../../plugins/action-set-field/index.js'
import { assignLeastBusy } from '../../plugins/assign-least-busy/index.js'
import { assignRoundRobin } from '../../plugins/assign-round-robin/index.js'
import { assignTerritory } from '../../plugins/assign-territory/index.js'
import { assignWeighted } from '../../plugins/assign-weighted/index.js'
import { scoringPoints } from '../../plugins/scoring-points/index.js'
import { sourceApi } from '../../plugins/source-api/index.js'
import { sourceCsv } from '../../plugins/source-csv/index.js'
import { sourceWebForm } from '../../plugins/source-web-form/index.js'
import { sourceWebhook } from '../../plugins/source-webhook/index.js'

/** Captures six people (one of them twice), decides, acts, lets six minutes pass, acts again. Prints nothing; writes each acknowledgement to a file. */
const [connection = '', dataFolder = '', acknowledged = ''] = process.argv.slice(2)

const startOffset = Number(process.env['CLOCK_OFFSET_MS'] ?? 0)
let offset = startOffset
const crm = await openCrm(
  {
    folder: dataFolder,
    dataFolder,
    connection,
    config: defaultConfig('faults'),
    layers: [{ name: 'base', folder: `${packageRoot()}/rules` }],
  },
  {
    migrate: 'always',
    now: () => Date.now() + offset,
    log: () => undefined,
    plugins: [
      scoringPoints,
      assignRoundRobin,
      assignWeighted,
      assignLeastBusy,
      assignTerritory,
      actionCreateTask,
      actionNotify,
      actionSetField,
      actionCallWebhook,
      createPlugin(actionSendMail),
      sourceApi,
      createPlugin(sourceCsv),
      sourceWebForm,
      sourceWebhook,
    ],
  },
)

for (const name of ['Anna', 'Behrouz', 'Carla']) {
  const email = `${name.toLowerCase()}@example.com`
  if (!(await crm.store.access.userByEmail(email))) {
    await addUser(crm, { actor: SYSTEM, user: { name, email, role: 'manager' }, queues: crm.rules().queues.map(({ id }) => id) })
  }
}

const HOT = { authority: 'decision-maker', timeline: 'now', employees: 900, needLevel: 'defined', message: 'Please call' }
const people = ['one', 'two', 'three', 'four', 'five', 'six', 'two']
for (const [index, person] of people.entries()) {
  const values = {
    name: `Person ${person}`,
    company: `Company ${person}`,
    email: `${person}@example.com`,
    phone: `+9821888800${index}0`,
    ...HOT,
  }
  const submission = { channel: 'faults', idempotencyKey: `submission-${index}`, payload: { values } }
  const { submissions } = await record(crm, { source: 'api', submissions: [submission] })
  appendFileSync(acknowledged, `${submissions[0]?.submissionId}\n`)
}
await crm.settle()
offset = startOffset + 6 * 60_000
await crm.settle()
await crm.stop()
