import { type Actor, authorize } from '../access/index.js'
import type { Engine } from '../intake/engine.js'
import type { Lead } from '../model/entities/lead.js'
import type { Page, RecordFilter, Sort } from '../store/index.js'
import { refuseHidden } from './access/refuse-hidden.js'
import { seenBy } from './access/seen-by.js'
import { filterQuestion, type LeadFilter } from './lead-filter.js'
import { pageLimit } from './page-limit.js'

/** Which leads, in which order, from where on. */
export interface LeadQuery extends LeadFilter {
  readonly sort?: Sort
  /** 1 to 200; 50 without it. */
  readonly limit?: number
  readonly after?: string
}

/** Lists leads page by page, newest first unless sorted otherwise. */
export async function listLeads(engine: Engine, { actor, query }: { actor: Actor; query: LeadQuery }): Promise<Page<Lead>> {
  authorize(actor, 'lead:read')
  refuseHidden(engine, actor, query, 'lead')
  const page = await seenBy(engine, actor).store.records.list('lead', {
    limit: pageLimit(query.limit),
    sort: query.sort ?? { field: 'createdAt', direction: 'desc' },
    ...asked(filterQuestion(engine, query)),
    ...(query.search ? { search: query.search } : {}),
    ...(query.after ? { after: query.after } : {}),
  })
  return page as Page<Lead>
}

/** Counts leads. */
export async function countLeads(engine: Engine, { actor, filter }: { actor: Actor; filter: LeadFilter }): Promise<number> {
  authorize(actor, 'lead:read')
  const { search } = filter
  refuseHidden(engine, actor, filter, 'lead')
  return seenBy(engine, actor).store.records.count('lead', {
    ...asked(filterQuestion(engine, filter)),
    ...(search ? { search } : {}),
  })
}

/** Of a question, what the store is asked. */
const asked = ({ where, keep }: RecordFilter = {}): RecordFilter => ({ ...(where ? { where } : {}), ...(keep ? { keep } : {}) })
