import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCrm, readDeployment, record } from 'sarnakh'
import { inFolder, median } from './measure.js'

const LEADS = 40
const SECONDS = 3
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

const CALENDAR = { kind: 'calendar', id: 'bench', week: Object.fromEntries(WEEKDAYS.map((day) => [day, ['00:00-24:00']])) }
const ELAPSED = { fact: 'elapsed', params: { since: ['createdAt'], unit: 'seconds', calendar: 'bench' } }
const RULES = {
  kind: 'automation',
  id: 'bench',
  rules: [
    {
      id: 'late',
      conditions: { all: [{ ...ELAPSED, operator: 'greaterThanInclusive', value: SECONDS }] },
      then: [{ type: 'notify', params: { text: 'late', to: 'managers' } }],
    },
  ],
}

/** How long after its instant a lead is decided about, with the workers and the clock of a served CRM. */
export async function benchTimers() {
  const lateness = await inFolder(measure)
  const [middle, worst] = [median(lateness), Math.max(...lateness)]
  return [
    {
      name: `timer of ${SECONDS} s, lateness over ${LEADS} leads`,
      ours: Math.round(middle),
      unit: 'ms',
      range: `worst ${Math.round(worst)}`,
    },
  ]
}

async function measure(folder) {
  const layer = join(folder, 'layer')
  await mkdir(layer)
  for (const file of [CALENDAR, RULES])
    await writeFile(join(layer, `bench.${file.kind}.json`), JSON.stringify({ apiVersion: 'sarnakh/v1', ...file }))
  const demo = new URL('../../examples/demo', import.meta.url).pathname
  const deployment = await readDeployment({ folder: demo, data: folder })
  const layers = [...deployment.layers, { name: 'bench', folder: layer }]
  const crm = await openCrm({ ...deployment, layers, config: { ...deployment.config, demo: false } }, { migrate: 'always' })
  await crm.start()
  for (let lead = 0; lead < LEADS; lead += 1) {
    const values = { name: `Lead ${lead}`, email: `lead-${lead}@example.com` }
    await record(crm, { source: 'api', submissions: [{ channel: 'bench', payload: { values } }] })
    await passing(50)
  }
  await passing((SECONDS + 3) * 1_000)
  const lateness = []
  for await (const decisions of crm.store.records.each('decision', { batch: 500 })) {
    const fired = decisions.filter(({ trace }) => trace.fired.some(({ rule }) => rule === 'bench/late'))
    lateness.push(...fired.map(({ trace }) => trace.now - trace.facts.lead.createdAt - SECONDS * 1_000))
  }
  await crm.stop()
  if (lateness.length !== LEADS) throw new Error(`${lateness.length} of ${LEADS} leads were decided about.`)
  return lateness
}

const passing = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
