import type { Crm } from '../../crm/crm.js'
import { textIn } from '../../model/text/localized-text.js'
import { answeredInMemory, countLeads, type LeadQuery, listLeads } from '../../operations/index.js'
import { describeConditions } from '../../rule-engine/index.js'
import { filterChoices } from './filter-choices.js'
import { leadLabels } from './lead-labels.js'
import { leadRow } from './lead-row.js'
import { type LeadsFilter, leadsFilter, leadsQuery, SORT_FIELDS } from './leads-query.js'
import { pageLink } from './page-link.js'
import { showPage, wordsOf } from './show-page.js'
import { type AdminContext, type Session, signedIn } from './signed-in.js'

const LIVE_SECONDS = 20
const LAST = 1_001

/** The list of leads: saved segments, filters, sorting, pages. */
export const leadsPage = signedIn(async (c, session) => {
  const crm = c.get('crm')
  const { language } = c.get('reader')
  const filter = leadsFilter(c.req.query())
  const query = leadsQuery(filter, { now: crm.now(), userId: session.user.id })
  const labels = await leadLabels(crm, language)
  const [page, count] = await Promise.all([
    listLeads(crm, { actor: session.actor, query }),
    countLeads(crm, { actor: session.actor, filter: query }),
  ])
  const data = {
    filter,
    isReceived: c.req.query('received') === '1',
    count,
    rows: page.records.map((lead) => leadRow(lead, labels)),
    inMemory: inMemory(c, query),
    tabs: await segmentTabs(crm, { session, filter, language }),
    columns: columns(filter),
    choices: await filterChoices(crm, { labels, actor: session.actor, entity: 'lead' }),
    isFiltered: Object.entries(filter).some(([name, value]) => value !== '' && name !== 'sort' && name !== 'after'),
    next: page.next ? pageLink('/leads', { ...filter, after: page.next }) : undefined,
    first: filter.after ? pageLink('/leads', { ...filter, after: '' }) : undefined,
  }
  if (Object.hasOwn(crm.rules().segments, filter.segment) && crm.rules().segments[filter.segment]?.live)
    c.header('Refresh', String(LIVE_SECONDS))
  return showPage(c, 'admin/leads', { title: wordsOf(c)('leads.title'), data })
})

/** The comparisons that were looked at lead by lead, as sentences. */
function inMemory(c: AdminContext, query: LeadQuery): readonly string[] {
  const crm = c.get('crm')
  const { language, timeZone, calendar } = c.get('reader')
  const described = answeredInMemory(crm, query).map((leaf) =>
    describeConditions(crm.rules(), { all: [leaf] }, { language, timeZone, calendar }),
  )
  return [...new Set(described)]
}

interface Tab {
  readonly title: string | undefined
  readonly href: string
  readonly count: number
  readonly current: boolean
}

async function segmentTabs(
  crm: Crm,
  { session, filter, language }: { session: Session; filter: LeadsFilter; language: string },
): Promise<readonly Tab[]> {
  const segments = Object.values(crm.rules().segments)
    .filter(({ id, roles }) => id === filter.segment || !roles || roles.includes(session.user.role))
    .toSorted((left, right) => (left.quick ?? LAST) - (right.quick ?? LAST))
  const tab = async (id: string, title?: string): Promise<Tab> => ({
    title,
    href: pageLink('/leads', { segment: id }),
    count: await countLeads(crm, { actor: session.actor, filter: id ? { segment: id } : {} }),
    current: filter.segment === id,
  })
  return Promise.all([tab(''), ...segments.map(({ id, title }) => tab(id, textIn(title, language)))])
}

/** Headings that sort: a second click on the same one turns the order round. */
function columns(filter: LeadsFilter): Readonly<Record<string, { href: string; sorted: string | undefined }>> {
  const [sorted, direction] = filter.sort.split('.')
  return Object.fromEntries(
    SORT_FIELDS.map((field) => {
      const isSorted = field === sorted
      const first = field === 'name' || field === 'status' || field === 'source' ? 'asc' : 'desc'
      const next = isSorted ? (direction === 'asc' ? 'desc' : 'asc') : first
      return [
        field,
        {
          href: pageLink('/leads', { ...filter, sort: `${field}.${next}`, after: '' }),
          sorted: isSorted ? (direction === 'asc' ? 'ascending' : 'descending') : undefined,
        },
      ]
    }),
  )
}
