import type { Sql } from '../database/database.js'
import type { IntakeStore } from '../store.js'

/** Makes leads due no later than these instants. Their version stays: nothing about them has changed that anybody could have read. */
export async function wakeEarlier(on: Sql, leads: Parameters<IntakeStore['wakeEarlier']>[0]): Promise<void> {
  if (leads.length === 0) return
  const instants = Object.fromEntries(leads.map(({ leadId, at }) => [leadId, at]))
  await on.rows(
    `update "lead" set "next_change_at" = ${INSTANT[on.dialect]} from ${LEADS[on.dialect]} o
     where "lead"."id" = o.key and ("next_change_at" is null or "next_change_at" > ${INSTANT[on.dialect]})`,
    [JSON.stringify(instants)],
  )
}

const LEADS = { sqlite: 'json_each(?)', postgres: 'json_each_text(?::json)' } as const
const INSTANT = { sqlite: 'o.value', postgres: 'o.value::bigint' } as const
