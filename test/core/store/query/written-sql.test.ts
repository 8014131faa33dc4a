import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Conditions } from '../../../../core/model/conditions.js'
import { defineFields } from '../../../../core/model/fields.js'
import { type Dialect, quote } from '../../../../core/store/database/database.js'
import { openDatabase } from '../../../../core/store/database/open-database.js'
import { openStore } from '../../../../core/store/index.js'
import type { Bound } from '../../../../core/store/query/answer.js'
import { compileConditions } from '../../../../core/store/query/compile-conditions.js'
import { entityTables } from '../../../../core/store/rows/entity-table.js'
import { newSqliteFile } from '../../../support/databases.js'
import { leadWhere } from '../../../support/stored-records.js'

const custom = defineFields({
  visits: { type: 'integer', indexed: true },
  interests: { type: 'multiSelect' },
  meetOn: { type: 'date' },
})
const { lead: table } = entityTables({ lead: custom })
const write = (where: Conditions, dialect: Dialect = 'sqlite', bound: Bound = 'exact') =>
  compileConditions(where, { table, dialect, bound })

describe('values are bound, never written', () => {
  const hostile = fc.oneof(
    fc.constantFrom("' or 1=1 --", '"; drop table lead; --', '?', ':name', '$1', '\\', '%_!', "x') or ('1'='1", ']*', '\u202e--'),
    fc.string({ minLength: 1, unit: 'binary' }),
  )
  /** Recognisable wherever it went, also folded. */
  const marked = hostile.map((text) => `zqx${text}zqx`)
  const operator = fc.constantFrom(
    ...[
      'equal',
      'notEqual',
      'in',
      'notIn',
      'contains',
      'doesNotContain',
      'lessThan',
      'present',
      'sameText',
      'includesText',
      'startsWithText',
    ],
    ...[
      'endsWithText',
      'not:equal',
      'someFact:equal',
      'everyFact:in',
      'someValue:equal',
      'everyValue:includesText',
      'swap:equal',
      'resembles',
    ],
  )
  const field = fc.constantFrom('name', 'city', 'interests', 'meetOn', 'rulesTrue', 'campaignId')
  const bound = fc.constantFrom<Bound>('most', 'sure', 'unsure')

  test.each<Dialect>(['sqlite', 'postgres'])('on %s', (dialect) => {
    fc.assert(
      fc.property(operator, field, marked, bound, (asked, name, text, to) => {
        const value = /in$|In$|Value:/.test(asked) ? [text, 'x'] : text
        const { sql, bindings } = write(leadWhere(name, asked, value), dialect, to)
        expect(sql).not.toContain('zqx')
        expect(sql).toMatch(/^[ -~]*$/)
        expect(sql.split('?').length - 1).toBe(bindings.length)
      }),
      { numRuns: 1_000 },
    )
  })

  test.each<[string, Conditions]>([
    ['a path', { all: [{ fact: 'lead', path: '$.name" or 1=1 --', operator: 'equal', value: 'x' }] }],
    ['an operator', leadWhere('name', "equal' or '1'='1", 'x')],
    ['a fact', { all: [{ fact: 'lead" --', path: '$.name', operator: 'equal', value: 'x' }] }],
    ['an activity type', { all: [{ fact: 'activityCount', params: { type: "x' or '1'='1" }, operator: 'equal', value: 1 }] }],
    ['a window', { all: [{ fact: 'activityCount', params: { type: 'x', since: '1 or 1=1' }, operator: 'equal', value: 1 }] }],
  ])('%s is no way in either', (_, where) => {
    expect(write(where, 'sqlite', 'most').sql).not.toMatch(/or '?1|--/)
  })
})

describe('on SQLite an index is used', () => {
  let plan: (where: Conditions, bound?: Bound) => Promise<string>
  let close: () => Promise<void>
  beforeAll(async () => {
    const { connection, remove } = await newSqliteFile()
    const store = await openStore({ connection, customFields: { lead: custom } })
    await store.schema.apply()
    await store.close()
    const database = await openDatabase(connection)
    plan = async (where, bound = 'exact') => {
      const { sql, bindings } = write(where, 'sqlite', bound)
      const rows = await database.rows(`explain query plan select count(*) from ${quote(table.table)} where ${sql}`, bindings)
      return rows.map(({ detail }) => String(detail)).join('\n')
    }
    close = async () => {
      await database.close()
      await remove()
    }
  })
  afterAll(() => close())

  const unknown = { fact: 'luck', operator: 'equal', value: 1 }
  const equal = (field: string, value: unknown) => ({ fact: 'lead', path: `$.${field}`, operator: 'equal', value })
  test.each<[string, Conditions, Bound, string]>([
    ['for an equality', leadWhere('status', 'equal', 'new'), 'exact', 'lead_status_id_index (status=?)'],
    ['for a custom field', leadWhere('visits', 'equal', 5), 'exact', 'lead_visits_id_index (visits=?)'],
    ['for an order', leadWhere('score', 'greaterThan', 5), 'exact', 'lead_score_id_index (score>?)'],
    ['for a list of values', leadWhere('grade', 'in', ['hot', 'warm']), 'exact', 'lead_grade_id_index (grade=?)'],
    [
      'beside what the database cannot answer',
      { all: [equal('status', 'new'), unknown] },
      'most',
      'lead_status_id_index (status=?)',
    ],
    ['under two negations', { not: { not: { all: [equal('status', 'new')] } } }, 'exact', 'lead_status_id_index (status=?)'],
    [
      'for activities of each lead',
      { all: [{ fact: 'activityCount', params: { type: 'call', since: 5 }, operator: 'greaterThan', value: 1 }] },
      'exact',
      'activity_lead_id_type_at_index (lead_id=? AND type=? AND at>?)',
    ],
  ])('%s', async (_, where, bound, index) => {
    expect(await plan(where, bound)).toContain(index)
  })
})
