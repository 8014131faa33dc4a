import type { GroupQuery } from '../../plugin-api/index.js'
import type { Dialect, Fragment } from '../database/database.js'
import { quote } from '../database/database.js'
import { join } from './answer.js'
import { columnRef, fieldColumn } from './field-column.js'
import type { Place } from './figure-sql.js'
import { whereOf } from './where.js'

type Filtering = Pick<GroupQuery, 'belongingTo'> & { readonly among: Fragment; readonly dialect: Dialect }

/** Records of a fragment that belong to others as a query asks. */
export function filterSql({ table, tables }: Place, { belongingTo = [], among, dialect }: Filtering): Fragment {
  if (belongingTo.length === 0) return among
  const parts = belongingTo.map(({ field, entity, where }): Fragment => {
    const inner = whereOf(tables[entity], { where, dialect })
    const reference = columnRef(table, fieldColumn(table, field))
    return {
      sql: `${reference} in (select "id" from ${quote(tables[entity].table)} where ${inner.sql})`,
      bindings: inner.bindings,
    }
  })
  return join([among, ...parts], ' and ')
}
