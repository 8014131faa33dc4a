import type { Handler } from 'hono'
import { can } from '../../../access/index.js'
import { coreEntities } from '../../../model/entities/index.js'
import type { Fields } from '../../../model/fields.js'
import { textIn } from '../../../model/text/localized-text.js'
import { countRecords, listRecords, writePermission } from '../../../operations/index.js'
import type { StoredRecord } from '../../../store/index.js'
import type { HttpEnv } from '../../http-env.js'
import { showTools } from '../../view-tools.js'
import { pageLink } from '../page-link.js'
import { showPage, wordsOf } from '../show-page.js'
import { type AdminContext, signedIn } from '../signed-in.js'
import { FILTER_OPS, filterable, isSortable, type RecordFilter, recordFilter, recordsQuery } from './record-filter.js'
import type { RecordScreen } from './record-screen.js'
import { recordValueWriter } from './record-values.js'

/** The list of an entity's records: search, one filter over any field, sorting, pages. */
export function recordsPage(screen: RecordScreen): Handler<HttpEnv> {
  const { entity, path } = screen
  return signedIn(async (c, { actor }) => {
    const crm = c.get('crm')
    const { language } = c.get('reader')
    const fields = crm.fields[entity]
    const filter = recordFilter(c.req.query())
    const { query, problem } = recordsQuery(filter, { entity, fields, language })
    const [{ records, next }, count] = await Promise.all([
      listRecords(crm, { actor, entity, query }),
      countRecords(crm, { actor, entity, filter: query }),
    ])
    const columns = shownColumns(screen, fields)
    const data = {
      path,
      icon: screen.icon,
      filter,
      problem,
      count,
      isRemoved: c.req.query('done') === 'removed',
      mayWrite: can(actor, writePermission(entity)),
      columns: columns.map((name) => ({
        words: textIn(fields[name]?.label ?? name, language),
        ...sorting(name, { fields, filter, path }),
      })),
      rows: await rowsOf(c, { records, columns, fields }),
      fields: filterable(fields).map((name) => ({ id: name, text: textIn(fields[name]?.label ?? name, language) })),
      ops: FILTER_OPS,
      isFiltered: [filter.q, filter.field].some((part) => part !== ''),
      next: next ? pageLink(path, { ...filter, after: next }) : undefined,
      first: filter.after ? pageLink(path, { ...filter, after: '' }) : undefined,
    }
    return showPage(c, 'admin/records', { title: textIn(coreEntities[entity].labelPlural, language), data })
  })
}

const MOST_CUSTOM = 4

/** The columns of the screen, and those that the deployment added. */
function shownColumns({ entity, columns }: RecordScreen, fields: Fields): readonly string[] {
  const core: Fields = coreEntities[entity].fields
  const custom = Object.keys(fields).filter((name) => !Object.hasOwn(core, name) && fields[name]?.type !== 'text')
  return [...columns, ...custom.slice(0, MOST_CUSTOM)]
}

interface SortLink {
  readonly href?: string
  readonly sorted?: string
}

function sorting(name: string, { fields, filter, path }: { fields: Fields; filter: RecordFilter; path: string }): SortLink {
  if (!isSortable(fields[name])) return {}
  const [sorted, direction] = filter.sort.split('.')
  const isSorted = sorted === name
  const next = isSorted && direction === 'asc' ? 'desc' : 'asc'
  return {
    href: pageLink(path, { ...filter, sort: `${name}.${next}`, after: '' }),
    ...(isSorted ? { sorted: direction === 'asc' ? 'ascending' : 'descending' } : {}),
  }
}

async function rowsOf(
  c: AdminContext,
  { records, columns, fields }: { records: readonly StoredRecord[]; columns: readonly string[]; fields: Fields },
) {
  const crm = c.get('crm')
  const words = wordsOf(c)
  const writer = showTools({ reader: c.get('reader'), words, now: crm.now() })
  const write = await recordValueWriter(crm, { fields, records, writer, words })
  return records.map((record) => ({ id: record.id, cells: columns.map((name) => write(name, record[name])) }))
}
