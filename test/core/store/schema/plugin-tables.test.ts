import { describe, expect, test } from 'vitest'
import { refuseForeignTables } from '../../../../core/store/schema/plugin-tables.js'

describe("a plugin's SQL", () => {
  test.each([
    'select user, lead from plugin_quota where queue = ?',
    `select * from plugin_a a join plugin_b b on a.id = b.id, plugin_c where a.t = 'from lead'`,
    'with busy as (select id from plugin_quota) select * from busy',
    'insert into plugin_quota (id) values (?) on conflict (id) do update set n = 1 returning id',
    'create table if not exists plugin_quota (id text)',
    'create unique index plugin_quota_user on plugin_quota (user_id);',
    'select n from (select count(*) as n from plugin_quota) counted -- from lead',
  ])('may use its own tables: %s', (sql) => {
    expect(() => refuseForeignTables(sql, 'A test')).not.toThrow()
  })

  test.each([
    'select * from lead',
    'select * from "user"',
    'select * from plugin_quota, lead',
    'select * from plugin_quota q left join "lead" l on l.id = q.id',
    'delete from submission',
    'update lead set status = 1',
    'select 1 from plugin_quota where id in (select id from lead)',
    'select 1; drop table plugin_quota',
    'create index x on lead (id)',
    'drop table if exists lead',
    'pragma writable_schema = 1',
    `attach 'x' as y`,
  ])('may not reach further: %s', (sql) => {
    expect(() => refuseForeignTables(sql, 'A test')).toThrow(expect.objectContaining({ code: 'PLUGIN_SQL_REFUSED' }))
  })
})
