import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import autocannon from 'autocannon'
import { Hono } from 'hono'
import knex from 'knex'
import { openCrm, readDeployment } from 'sarnakh'
import { createApp, createRenderer, serve as serveCrm } from 'sarnakh/http'
import { inFolder, row } from './measure.js'

const CONNECTIONS = 64
const SECONDS = 8

/** Durable captures per second through a public form against a bare handler with one durable insert. */
export async function benchCapture({ runs }) {
  const ours = []
  const bare = []
  for (let run = 0; run < runs; run += 1) {
    await inFolder(async (folder) => {
      bare.push(await bareHandler(folder))
      ours.push(await captures(folder))
    })
  }
  return [row('captures at 64 connections', { ours, theirs: bare, unit: 'requests/s', better: 'more' })]
}

async function captures(folder) {
  const deployment = await readDeployment({ folder: new URL('../../examples/demo', import.meta.url).pathname, data: folder })
  const crm = await openCrm({ ...deployment, config: { ...deployment.config, demo: false } }, { migrate: 'always' })
  await crm.start()
  const app = createApp({
    crm,
    renderer: createRenderer({ folder: fileURLToPath(new URL('../../templates', import.meta.url)) }),
    limits: { capturesPerMinute: Infinity, captureBurst: Infinity, keyRequestsPer10s: Infinity },
  })
  const server = await serveCrm({ app, host: '127.0.0.1', port: 0 })
  const result = await load(
    `${server.url}/forms/contact`,
    (index) => `name=Person+${index}&email=person${index}%40example.com&message=Hello`,
  )
  await server.close(5_000)
  await crm.stop()
  return result
}

async function bareHandler(folder) {
  const database = knex({
    client: 'sqlite3',
    connection: { filename: join(folder, 'handler.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  })
  await database.raw('pragma journal_mode = wal')
  await database.raw('pragma synchronous = full')
  await database.schema.createTable('submission', (table) => {
    table.text('id').primary()
    table.text('body')
  })
  const app = new Hono()
  const inserts = new Set()
  app.post('/forms/contact', async (context) => {
    const body = await context.req.text()
    // A query of knex runs each time it is awaited: once, as a promise.
    const insert = database('submission').insert({ id: crypto.randomUUID(), body }).then(String)
    inserts.add(insert)
    await insert
    inserts.delete(insert)
    return context.json({ ok: true }, 202)
  })
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise((resolve) => server.once('listening', resolve))
  const result = await load(
    `http://127.0.0.1:${server.address().port}/forms/contact`,
    (index) => `name=Person+${index}&message=Hello`,
  )
  await new Promise((resolve) => server.close(resolve))
  await Promise.all(inserts)
  await database.destroy()
  return result
}

async function load(url, bodyOf) {
  let index = 0
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: SECONDS,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          index += 1
          return { ...request, body: bodyOf(index) }
        },
      },
    ],
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed: ${url}`)
  return result.requests.average
}
