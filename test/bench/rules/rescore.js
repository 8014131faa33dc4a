import { fork } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openCrm, readDeployment, rescoreLeads, SYSTEM } from 'sarnakh'
import { inFolder, row } from '../measure.js'
import { benchDeployment, connect, fillDatabase, scoringRules } from './leads-database.js'

const LEADS = Number(process.env.SARNAKH_BENCH_LEADS ?? 100_000)
const BATCH = 500

/** Scoring all leads again after one rule is worth more, against reading their rows and writing those that change. */
export async function benchRescore({ runs }) {
  const ours = []
  const bare = []
  let memory = 0
  await inFolder(async (folder) => {
    const rules = scoringRules(30)
    const deployment = await benchDeployment(folder, rules)
    await fillDatabase(deployment, { leads: LEADS, rules })
    // Rule 20 holds for one lead in twelve: the others are read and decided about, and stay as they are.
    await benchDeployment(
      folder,
      scoringRules(30, (rule) => (rule % 7) + (rule === 20 ? 60 : 1)),
    )
    for (let run = 0; run < runs; run += 1) {
      const copies = ['ours', 'bare'].map((name) => join(folder, `${name}-${run}.sqlite`))
      for (const copy of copies) await copyFile(deployment.connection, copy)
      const [mine, other] = copies
      const measured = await inChild(folder, mine)
      ours.push(measured.ms)
      memory = Math.max(memory, measured.rss)
      bare.push(await readAndWrite(other, mine))
      process.stderr.write(
        `rescore: ${measured.changed} of ${LEADS} leads changed, ${measured.cpu} ms of processor time, ${measured.rss} MB\n`,
      )
    }
  })
  return [
    row(`rescoring ${LEADS.toLocaleString('en')} leads, 30 rules`, { ours, theirs: bare, unit: 'ms', better: 'less' }),
    { name: 'greatest resident memory of it', ours: memory, unit: 'MB' },
  ]
}

/** In a process of its own, so that its memory is its own. */
function inChild(folder, database) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [folder, database], {
      execArgv: process.env.SARNAKH_BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.SARNAKH_BENCH_PROFILE}`] : [],
    })
    child.once('message', resolve)
    child.once('error', reject)
    child.once('exit', (code) => code && reject(new Error(`The rescoring ended with ${code}.`)))
  })
}

async function rescore(folder, database) {
  const deployment = await readDeployment({ folder, env: {}, database })
  const crm = await openCrm(deployment)
  const before = process.cpuUsage()
  const start = performance.now()
  const report = await rescoreLeads(crm, { actor: SYSTEM })
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  await crm.stop()
  if (report.done !== LEADS || report.problems.length > 0) throw new Error(`Not all is well: ${JSON.stringify(report)}`)
  return {
    ms,
    cpu: Math.round((user + system) / 1_000),
    changed: report.changed,
    rss: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

/** Reads every row in batches and writes, batch by batch, the lead and decision rows that the rescoring wrote. */
async function readAndWrite(database, finished) {
  const target = connect(database)
  const source = connect(finished)
  await target.raw('pragma journal_mode = wal')
  await target.raw('pragma synchronous = full')
  let ms = 0
  for (let after = ''; ; ) {
    let start = performance.now()
    const rows = await target('lead').where('status', 'new').where('id', '>', after).orderBy('id').limit(BATCH)
    ms += performance.now() - start
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first) break
    const written = source('lead').whereBetween('id', [first.id, last.id]).where('version', '>', 1)
    const leads = await written.select('id', 'version', 'updated_at', 'score', 'grade')
    const decisions = await source('decision').whereIn(
      'lead_id',
      leads.map(({ id }) => id),
    )
    start = performance.now()
    if (leads.length > 0) {
      await target.transaction(async (transaction) => {
        for (const { id, ...changes } of leads) await transaction('lead').where({ id, version: 1 }).update(changes)
        for (let from = 0; from < decisions.length; from += 250)
          await transaction('decision').insert(decisions.slice(from, from + 250))
      })
    }
    ms += performance.now() - start
    after = last.id
  }
  await Promise.all([target.destroy(), source.destroy()])
  return ms
}

const [folder, database] = process.argv.slice(2)
if (process.send && database) process.send(await rescore(folder, database))
