import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import knex from 'knex'
import { openCrm, readDeployment } from 'sarnakh'

/** Where the invented leads and activities begin, in milliseconds. */
const START = Date.UTC(2026, 0, 1)
const TYPES = 10

/**
 * Scoring rules of three conditions each; every third counts activities. `points(rule)` is what each is worth. A rule is given as
 * conditions and, for checking, as the SQL that says the same.
 */
export function scoringRules(count, points = (rule) => (rule % 7) + 1) {
  return Array.from({ length: count }, (_, rule) => {
    const least = (rule * 37) % 900
    const visits = Math.floor(rule / 30) % 4
    const counts = rule % 3 === 0
    const first = counts
      ? { fact: 'activityCount', params: { type: `visit.${rule % TYPES}` }, operator: 'greaterThan', value: visits }
      : { fact: 'lead', path: '$.city', operator: 'in', value: ['Tehran', `City ${rule % 6}`] }
    const firstSql = counts
      ? `(select count(*) from activity a where a.lead_id = lead.id and a.type = 'visit.${rule % TYPES}') > ${visits}`
      : `city in ('Tehran', 'City ${rule % 6}')`
    return {
      id: `rule-${rule}`,
      title: { en: `Rule ${rule}`, fa: `قاعدهٔ ${rule}` },
      conditions: {
        all: [
          first,
          { fact: 'lead', path: '$.employees', operator: 'greaterThanInclusive', value: least },
          { fact: 'lead', path: '$.source', operator: 'notEqual', value: 'spam' },
        ],
      },
      then: { group: rule % 2 ? 'fit' : 'engagement', points: points(rule) },
      sql: `case when ${firstSql} and employees >= ${least} and source <> 'spam' then ${points(rule)} else 0 end`,
    }
  })
}

/** Makes a deployment of its own in a folder, with these scoring rules and nothing else that decides. */
export async function benchDeployment(folder, rules) {
  await mkdir(join(folder, 'rules'), { recursive: true })
  const file = (kind, content) =>
    writeFile(
      join(folder, 'rules', `bench.${kind}.json`),
      JSON.stringify({ apiVersion: 'sarnakh/v1', kind, id: 'bench', ...content }),
    )
  await writeFile(
    join(folder, 'sarnakh.json'),
    JSON.stringify({ id: 'bench', title: { en: 'Bench' }, extends: [], plugins: ['built-in'] }),
  )
  const label = { en: 'A', fa: 'آ' }
  await file('lifecycle', {
    start: 'new',
    statuses: [
      { id: 'new', label, category: 'open' },
      { id: 'lost', label, category: 'lost' },
    ],
  })
  await file('queues', { queues: [{ id: 'inbound', label }] })
  await file('fields', { entity: 'lead', fields: { employees: { type: 'integer', label } } })
  await file('scoring', {
    entity: 'lead',
    score: {
      min: 0,
      max: 100_000,
      groups: [
        { id: 'fit', label },
        { id: 'engagement', label },
      ],
      grades: [
        { grade: 'hot', label, from: 60 },
        { grade: 'cold', label },
      ],
    },
    rules: rules.map(({ sql: _, ...rule }) => rule),
  })
  return readDeployment({ folder, env: {} })
}

/** Fills the database of a deployment with leads that the given rules have scored, and three activities for each of them. */
export async function fillDatabase(deployment, { leads, rules }) {
  const crm = await openCrm(deployment, { migrate: 'always' })
  await crm.stop()
  const database = connect(deployment.connection)
  await database.raw('pragma journal_mode = wal')
  await database.raw('pragma synchronous = off')
  const numbers = `with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < ${leads - 1})`
  await database.raw(
    `insert into "user" (id, version, created_at, updated_at, name, email, role, active, away, weight)
     values ('u-1', 1, ${START}, ${START}, 'Anna', 'anna@example.com', 'rep', 1, 0, 1)`,
  )
  await database.raw(
    `${numbers} insert into lead (id, version, created_at, updated_at, name, company, email, phone, country, city, source, status,
       status_since, owner_id, queue, rules_true, name_key, employees, message, search)
     select printf('%032d', n), 1, ${START} + n, ${START}, 'Sara Karimi ' || n, 'Alborz Trade ' || (n % 5000),
       'person' || n || '@example.com', '+98912' || printf('%07d', n), 'IR', case n % 4 when 0 then 'Tehran' else 'City ' || (n % 11) end,
       'web-form', 'new', ${START}, 'u-1', 'inbound', '[]', 'sara karimi ' || n, (n * 7919) % 1000,
       'Please call me about the price and the time it takes to begin.', 'sara karimi alborz trade'
     from numbers`,
  )
  await database.raw(
    `${numbers} insert into activity (id, version, created_at, updated_at, lead_id, type, at)
     select printf('%032d-%d', n, k), 1, ${START}, ${START}, printf('%032d', n), 'visit.' || ((n * (k + 3)) % ${TYPES}), ${START} + k * 86400000
     from numbers, (select 0 as k union all select 1 union all select 2)`,
  )
  const score = rules.map(({ sql }) => sql).join(' + ')
  await database.raw(`update lead set score = (${score})`)
  await database.raw(`update lead set grade = case when score >= 60 then 'hot' else 'cold' end`)
  await database.raw('pragma wal_checkpoint(truncate)')
  await database.destroy()
}

/** The database itself, as one would use it by hand. */
export function connect(filename) {
  return knex({ client: 'sqlite3', connection: { filename }, useNullAsDefault: true, pool: { min: 1, max: 1 } })
}
