import { appendFileSync } from 'node:fs'
import { SYSTEM } from '../../core/access/index.js'
import { openCrm } from '../../core/crm/open-crm.js'
import { defaultConfig } from '../../core/deployment/index.js'
import { record } from '../../core/intake/capture.js'
import { addUser } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { childPlugins } from './child-plugins.js'

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
    plugins: childPlugins,
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
