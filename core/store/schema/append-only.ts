import { type Dialect, quote } from '../database/database.js'

/** SQL after which the database itself refuses to change a row of a table; removing one stays possible, for erasure. */
export function appendOnlyTrigger(table: string, dialect: Dialect): readonly string[] {
  const head = `create trigger ${quote(`${table}_append_only`)} before update on ${quote(table)}`
  return dialect === 'sqlite'
    ? [`${head} begin select raise(abort, 'sarnakh_append_only: ${table}'); end`]
    : [`${head} for each row execute function sarnakh_append_only()`]
}

/** The function behind the triggers of PostgreSQL. */
export const APPEND_ONLY_FUNCTION = `create or replace function sarnakh_append_only() returns trigger language plpgsql as
  $$ begin raise exception 'sarnakh_append_only: %', tg_table_name; end $$`
