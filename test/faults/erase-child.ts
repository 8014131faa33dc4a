import { SYSTEM } from '../../core/access/index.js'
import { openCrm } from '../../core/crm/open-crm.js'
import { defaultConfig } from '../../core/deployment/index.js'
import { CrmError } from '../../core/errors.js'
import { record } from '../../core/intake/capture.js'
import { erasePerson, listErasures } from '../../core/operations/index.js'
import { packageRoot } from '../../core/package-root.js'
import { childPlugins } from './child-plugins.js'

/** Takes one person in and erases them; started again, it finishes the erasure. */
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

const named = { email: 'canary@example.com' }
if ((await listErasures(crm, { actor: SYSTEM })).records.length === 0) {
  const payload = { values: { name: 'Canary', ...named } }
  await record(crm, { source: 'api', submissions: [{ channel: 'faults', idempotencyKey: 'canary', payload }] })
  await crm.settle()
}
await erasePerson(crm, { actor: SYSTEM, named, confirm: 'Canary' }).catch((error: unknown) => {
  if (!(error instanceof CrmError) || error.code !== 'PERSON_UNKNOWN') throw error
})
await crm.stop()
