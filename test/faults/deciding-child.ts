import { setTimeout as wait } from 'node:timers/promises'
import { openCrm } from '../../core/crm/open-crm.js'
import { defaultConfig } from '../../core/deployment/index.js'
import { record } from '../../core/intake/capture.js'
import { decideWaiting } from '../../core/intake/intake-work.js'
import { childPlugins } from './child-plugins.js'

/** Captures and decides, lead after lead, by what is published, until it is asked to stop. */
const [connection = '', dataFolder = '', rules = '', name = ''] = process.argv.slice(2)

let isDone = false
process.on('SIGTERM', () => {
  isDone = true
})
const crm = await openCrm(
  {
    ...{ folder: dataFolder, dataFolder, connection },
    config: { ...defaultConfig('faults'), rules: { from: 'published' } },
    layers: [{ name: 'base', folder: rules }],
  },
  { log: () => undefined, plugins: childPlugins },
)
for (let index = 0; !isDone; index += 1) {
  const payload = { values: { name: `${name} ${index}`, authority: 'decision-maker' } }
  await record(crm, { source: 'api', submissions: [{ channel: name, payload }] })
  await decideWaiting(crm, { limit: 3 })
  await wait(5)
}
while ((await decideWaiting(crm)) > 0);
await crm.stop()
