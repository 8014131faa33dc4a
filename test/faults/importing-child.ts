import { createReadStream } from 'node:fs'
import { SYSTEM } from '../../core/access/index.js'
import { openCrm } from '../../core/crm/open-crm.js'
import { defaultConfig } from '../../core/deployment/index.js'
import type { ImportEntity } from '../../core/model/import-fields.js'
import { openImport, runImport, setUpImport, startImport } from '../../core/operations/index.js'
import { childPlugins } from './child-plugins.js'

/** Imports a file, or goes on with an import that was cut off; prints how far it is after each batch, and its memory in MB. */
const [connection = '', dataFolder = '', rules = '', file = '', entity = '', id = ''] = process.argv.slice(2)

const crm = await openCrm(
  {
    ...{ folder: dataFolder, dataFolder, connection, config: defaultConfig('faults') },
    layers: [{ name: 'base', folder: rules }],
  },
  // What a dead process held is free after its lease.
  { log: () => undefined, plugins: childPlugins, migrate: 'always', now: () => Date.now() + (id === '' ? 0 : 120_000) },
)
const run = id === '' ? await begin(entity as ImportEntity) : id
await runImport(crm, {
  actor: SYSTEM,
  id: run,
  onProgress: ({ rowsDone, state }) => process.stdout.write(`${run} ${rowsDone} ${state} ${megabytes()}\n`),
})
await crm.stop()

async function begin(of: ImportEntity): Promise<string> {
  const opened = await openImport(crm, { actor: SYSTEM, fileName: 'rows.csv', file: createReadStream(file), entity: of })
  const fields = { name: 'name', externalId: 'key', ...(of === 'lead' ? { email: 'email', phone: 'phone' } : {}) }
  const mapping = { id: 'rows', title: { en: 'Rows' }, reads: 'csv', fields, match: [] }
  await setUpImport(crm, { actor: SYSTEM, id: opened.id, setUp: { mapping, mode: 'create' } })
  await startImport(crm, { actor: SYSTEM, id: opened.id })
  return opened.id
}

/** The most that the process has held so far. */
function megabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024)
}
