import { join } from 'node:path'
import knex from 'knex'
import { addUser, decideWaiting, openCrm, readDeployment, record, SYSTEM } from 'sarnakh'
import { inventedLeads } from './invented-leads.js'
import { inFolder, row, timed } from './measure.js'

const LEADS = 20_000
const BATCH = 500

/** Tables that intake writes, in an order that foreign keys allow. */
const TABLES = ['submission', 'submission_state', 'lead', 'match_key', 'touch', 'activity', 'decision', 'outbox', 'similar_lead']

/** Intake of many leads in batches against bare inserts of the rows that it wrote. */
export async function benchIntake({ runs }) {
  const ours = []
  const bare = []
  for (let run = 0; run < runs; run += 1) {
    await inFolder(async (folder) => {
      const { ms, file } = await intake(folder)
      ours.push(ms)
      bare.push(await bareInserts(folder, file))
    })
  }
  return [row('intake of 20,000 leads', { ours, theirs: bare, unit: 'ms', better: 'less' })]
}

async function intake(folder) {
  const deployment = await readDeployment({ folder: new URL('../../examples/demo', import.meta.url).pathname, data: folder })
  const crm = await openCrm({ ...deployment, config: { ...deployment.config, demo: false } }, { migrate: 'always' })
  for (const name of ['anna', 'behrouz', 'carla', 'dariush', 'elham']) {
    const user = { name, email: `${name}@example.com`, role: 'rep' }
    await addUser(crm, { actor: SYSTEM, user, queues: crm.rules().queues.map(({ id }) => id) })
  }
  const people = inventedLeads(LEADS)
  const { ms } = await timed(async () => {
    for (let from = 0; from < LEADS; from += BATCH) {
      const submissions = people
        .slice(from, from + BATCH)
        .map((values, index) => ({ channel: 'bench', idempotencyKey: `lead-${from + index}`, payload: { values } }))
      await record(crm, { source: 'api', submissions })
      await decideWaiting(crm, { limit: BATCH })
    }
  })
  const leads = await crm.store.records.count('lead')
  if (leads !== LEADS) throw new Error(`Intake made ${leads} leads of ${LEADS}.`)
  await crm.stop()
  return { ms, file: deployment.connection }
}

/** Copies the rows out, makes an equal empty database, and inserts them as one would by hand: many rows per statement, durable. */
async function bareInserts(folder, file) {
  const source = connect(file)
  const present = []
  for (const table of TABLES) {
    if (await source.schema.hasTable(table)) present.push({ table, rows: await source(table).select('*') })
  }
  const schema = await source('sqlite_master').select('type', 'sql').whereNotNull('sql').whereNot('name', 'like', 'sqlite_%')
  await source.destroy()

  const target = connect(join(folder, 'bare.sqlite'))
  await target.raw('pragma journal_mode = wal')
  await target.raw('pragma synchronous = full')
  for (const type of ['table', 'index']) for (const item of schema) if (item.type === type) await target.raw(item.sql)
  const { ms } = await timed(async () => {
    const batches = LEADS / BATCH
    for (let batch = 0; batch < batches; batch += 1) {
      await target.transaction(async (transaction) => {
        for (const { table, rows } of present) {
          const part = rows.slice(Math.floor((rows.length * batch) / batches), Math.floor((rows.length * (batch + 1)) / batches))
          for (let from = 0; from < part.length; from += 250) await transaction(table).insert(part.slice(from, from + 250))
        }
      })
    }
  })
  await target.destroy()
  return ms
}

function connect(filename) {
  return knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true, pool: { min: 1, max: 1 } })
}
