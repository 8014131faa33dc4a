import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { measureImpact, openCrm, readDeployment, rulesToCompare, SYSTEM } from 'sarnakh'
import { inFolder, median } from '../measure.js'
import { benchDeployment, fillDatabase, scoringRules } from './leads-database.js'

const LEADS = Number(process.env.SARNAKH_BENCH_LEADS ?? 100_000)
const RULES = 300

/** What 300 edited rules would change about all leads, each decided about twice, in a process of its own. */
export async function benchImpact({ runs }) {
  const measured = []
  await inFolder(async (folder) => {
    const rules = scoringRules(RULES)
    const deployment = await benchDeployment(folder, rules)
    await fillDatabase(deployment, { leads: LEADS, rules })
    const first = await openCrm(deployment)
    const { digest } = first.rules()
    await first.stop()
    await benchDeployment(
      folder,
      scoringRules(RULES, (rule) => (rule % 7) + (rule === 20 ? 60 : 1)),
    )
    for (let run = 0; run < runs; run += 1) measured.push(await inChild(folder, digest))
    process.stderr.write(`impact: ${measured.map(({ cpu }) => cpu).join(', ')} ms of processor time\n`)
  })
  const shown = (unit, values) => ({
    name: `impact of ${RULES} rules on ${LEADS.toLocaleString('en')} leads`,
    ours: Math.round(median(values)),
    unit,
    range: `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`,
  })
  return [
    shown(
      'ms',
      measured.map(({ ms }) => ms),
    ),
    shown(
      'MB resident',
      measured.map(({ rss }) => rss),
    ),
  ]
}

function inChild(folder, digest) {
  const profile = process.env.SARNAKH_BENCH_PROFILE
  return new Promise((resolve, reject) => {
    const execArgv = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
    const child = fork(fileURLToPath(import.meta.url), [folder, digest], { execArgv })
    child.once('message', resolve)
    child.once('error', reject)
    child.once('exit', (code) => code && reject(new Error(`The impact ended with ${code}.`)))
  })
}

async function impact(folder, digest) {
  const crm = await openCrm(await readDeployment({ folder, env: {} }))
  const before = process.cpuUsage()
  const start = performance.now()
  const rules = await rulesToCompare(crm, digest)
  const found = await measureImpact(crm, { actor: SYSTEM, rules })
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  await crm.stop()
  if (found.leads.asked !== LEADS || found.changed === 0) throw new Error(`Not all is well: ${JSON.stringify(found.leads)}`)
  return { ms, cpu: Math.round((user + system) / 1_000), rss: Math.round(process.resourceUsage().maxRSS / 1024) }
}

const [folder, digest] = process.argv.slice(2)
if (process.send && digest) process.send(await impact(folder, digest))
