import type { ActivityQuestion, ActivityTally } from '../../model/activity-tally.js'
import { NO_ACTIVITIES } from '../../model/activity-tally.js'
import { type Database, type Fragment, isOneOf, type Row } from '../database/database.js'

type Tallies = Map<string, ActivityTally>

/**
 * Counts activities for many leads at once: one statement for all types that are counted, one for those whose details are
 * read, one for the last of any type. Index `lead_id, type, at` answers the first without the table.
 */
export async function activityTallies(
  database: Database,
  leadIds: readonly string[],
  { questions, until = Number.MAX_SAFE_INTEGER }: { readonly questions: readonly ActivityQuestion[]; readonly until?: number },
): Promise<readonly (readonly ActivityTally[])[]> {
  const tallies: Tallies = new Map()
  if (leadIds.length > 0) {
    await countByType(database, {
      leadIds,
      questions: questions.filter(({ type, details }) => type !== undefined && !details),
      tallies,
      until,
    })
    await readWithDetails(database, {
      leadIds,
      questions: questions.filter(({ type, details }) => type !== undefined && details),
      tallies,
      until,
    })
    if (questions.some(({ type }) => type === undefined)) await countAll(database, { leadIds, tallies, until })
  }
  return leadIds.map((id) => questions.map(({ type }) => tallies.get(keyOf(id, type)) ?? NO_ACTIVITIES))
}

interface Asked {
  readonly leadIds: readonly string[]
  readonly questions: readonly ActivityQuestion[]
  readonly tallies: Tallies
  readonly until: number
}

const keyOf = (leadId: string, type: string | undefined): string => (type === undefined ? leadId : `${leadId} ${type}`)

async function countByType(database: Database, { leadIds, questions, tallies, until }: Asked): Promise<void> {
  if (questions.length === 0) return
  const { dialect } = database
  const leads = isOneOf(dialect, 'lead_id', leadIds)
  const types = isOneOf(dialect, 'type', typesOf(questions))
  const recent = recentTimes(database, questions)
  // A row for each lead, because a driver takes longer to hand out a row than the database to count what is in it.
  const rows = await database.rows(
    `select lead_id, ${LIST_OF[dialect]} as counted from (
       select lead_id, type, count(*) as n, max(at) as last, ${recent.sql} as recent
       from activity where ${leads.sql} and ${types.sql} and at <= ? group by lead_id, type
     ) counted group by lead_id`,
    [...recent.bindings, ...leads.bindings, ...types.bindings, until],
  )
  for (const { lead_id, counted } of rows) {
    for (const [type, n, last, times] of JSON.parse(String(counted)) as readonly CountedType[])
      tallies.set(keyOf(String(lead_id), type), tallyOf({ n, last, recent: times }))
  }
}

type CountedType = readonly [type: string, n: number, last: number, times: string | null]

const LIST_OF = {
  sqlite: 'json_group_array(json_array(type, n, last, recent))',
  postgres: 'json_agg(json_build_array(type, n, last, recent))::text',
} as const

/** The instants that are wanted one by one, as a text of numbers. */
function recentTimes({ dialect }: Database, questions: readonly ActivityQuestion[]): Fragment {
  const wanted = questions.flatMap(({ type = '', since }) => (since === undefined ? [] : [{ type, since }]))
  if (wanted.length === 0) return { sql: 'null', bindings: [] }
  const choice = wanted.map(() => '(type = ? and at >= ?)').join(' or ')
  const bindings = wanted.flatMap(({ type, since }) => [type, since])
  const sql =
    dialect === 'sqlite'
      ? `group_concat(case when ${choice} then at end)`
      : `string_agg(case when ${choice} then at::text end, ',')`
  return { sql, bindings }
}

function tallyOf({ n, last, recent }: Row): ActivityTally {
  const times = typeof recent === 'string' ? recent.split(',').map(Number) : []
  return { count: Number(n), last: Number(last), recent: times.sort((left, right) => right - left).map((at) => ({ at })) }
}

async function readWithDetails(database: Database, { leadIds, questions, tallies, until }: Asked): Promise<void> {
  if (questions.length === 0) return
  const leads = isOneOf(database.dialect, 'lead_id', leadIds)
  const types = isOneOf(database.dialect, 'type', typesOf(questions))
  const rows = await database.rows(
    `select lead_id, type, at, details from activity where ${leads.sql} and ${types.sql} and at <= ? order by at desc`,
    [...leads.bindings, ...types.bindings, until],
  )
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const key = keyOf(String(row.lead_id), String(row.type))
    const known = found.get(key)
    if (known) known.push(row)
    else found.set(key, [row])
  }
  const since = new Map(questions.map((question) => [question.type, question.since ?? Infinity]))
  for (const [key, ofType] of found) {
    const from = since.get(String(ofType[0]?.type)) ?? Infinity
    const read = ofType.map(({ at, details }) => ({ at: Number(at), details: jsonOf(details) }))
    tallies.set(key, { count: read.length, last: Number(ofType[0]?.at), recent: read.filter(({ at }) => at >= from) })
  }
}

const jsonOf = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

async function countAll(database: Database, { leadIds, tallies, until }: Omit<Asked, 'questions'>): Promise<void> {
  const leads = isOneOf(database.dialect, 'lead_id', leadIds)
  const rows = await database.rows(
    `select lead_id, count(*) as n, max(at) as last from activity where ${leads.sql} and at <= ? group by lead_id`,
    [...leads.bindings, until],
  )
  for (const row of rows) tallies.set(String(row.lead_id), tallyOf(row))
}

const typesOf = (questions: readonly ActivityQuestion[]): string[] => questions.map(({ type = '' }) => type)
