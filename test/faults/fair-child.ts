import { openCrm } from '../../core/crm/open-crm.js'
import { defaultConfig } from '../../core/deployment/index.js'
import { record } from '../../core/intake/capture.js'
import { decideWaiting } from '../../core/intake/intake-work.js'
import { childPlugins } from './child-plugins.js'

/** Captures its share of leads and decides whatever waits, beside another process that does the same. */
const [connection = '', dataFolder = '', rules = '', name = '', share = '0'] = process.argv.slice(2)

const BATCH = 100

const crm = await openCrm(
  {
    ...{ folder: dataFolder, dataFolder, connection },
    config: defaultConfig('fair'),
    layers: [{ name: 'base', folder: rules }],
  },
  { log: () => undefined, plugins: childPlugins },
)
for (let from = 0; from < Number(share); from += BATCH) {
  const submissions = Array.from({ length: Math.min(BATCH, Number(share) - from) }, (_, index) => ({
    channel: name,
    payload: { values: { name: `${name} ${from + index}` } },
  }))
  await record(crm, { source: 'api', submissions })
  await decideWaiting(crm, { limit: BATCH })
}
while ((await decideWaiting(crm, { limit: BATCH })) > 0);
await crm.stop()
