import type { Work } from '../../jobs/index.js'
import type { Activity } from '../../model/entities/activity.js'
import type { Lead } from '../../model/entities/lead.js'
import type { PageView } from '../../model/entities/page-view.js'
import type { Touch, TouchMarks } from '../../model/entities/touch.js'
import type { Visitor } from '../../model/entities/visitor.js'
import type { RecordChanges } from '../../store/index.js'
import type { Engine } from '../engine.js'
import { redecide } from '../redecide.js'

const VISITORS_AT_ONCE = 50
const VIEWS_AT_ONCE = 200

/**
 * Makes what known visitors looked at entries of their leads' timelines, at the times at which it happened, and the campaigns they
 * came by touches; the rules decide once for all views of a lead. A view is moved or there, never both.
 */
export function visitWork(engine: Engine): Work {
  return {
    name: 'visits',
    nextAt: async () => ((await waitingVisitors(engine, 1)).length > 0 ? engine.now() : undefined),
    async run() {
      const visitors = await waitingVisitors(engine, VISITORS_AT_ONCE)
      for (const visitor of visitors) await moveViews(engine, visitor)
      return visitors.length
    },
  }
}

async function waitingVisitors({ store }: Engine, limit: number): Promise<readonly Visitor[]> {
  const where = { all: [{ fact: 'visitor', path: '$.hasNews', operator: 'equal', value: true }] }
  return (await store.records.list('visitor', { where, limit })).records as readonly Visitor[]
}

async function moveViews(engine: Engine, visitor: Visitor): Promise<void> {
  const { records } = engine.store
  const lead = await leadOf(engine, visitor)
  const where = { all: [{ fact: 'pageView', path: '$.visitorId', operator: 'equal', value: visitor.id }] }
  const page = await records.list('pageView', { where, limit: VIEWS_AT_ONCE, sort: { field: 'at', direction: 'asc' } })
  const views = page.records as readonly PageView[]
  const alongside = async (): Promise<RecordChanges> => ({
    inserts: lead ? views.flatMap((view) => touchOf(engine, { view, lead })) : [],
    removes: views.map(({ id, version }) => ({ entity: 'pageView', id, expectedVersion: version }) as const),
    updates: await seen(engine, { visitor, isAll: page.next === undefined }),
  })
  if (!lead || views.length === 0) {
    await records.write(await alongside(), engine.now())
    return
  }
  const activities = views.map((view) => viewed(engine, { view, lead }))
  // An entry has the id of its view, so that of two processes the slower one finds the proof.
  const effectId = views[0]?.id ?? ''
  await redecide(engine, { leadIds: [lead.id], trigger: 'edit', activities, effectId, alongside })
}

/** A visitor whose views have all moved has no more news, unless one came in between. */
async function seen(
  { store }: Engine,
  { visitor, isAll }: { visitor: Visitor; isAll: boolean },
): Promise<NonNullable<RecordChanges['updates']>> {
  const now = (await store.records.get('visitor', visitor.id)) as Visitor | undefined
  if (!isAll || now?.version !== visitor.version) return []
  return [{ entity: 'visitor', id: visitor.id, expectedVersion: visitor.version, changes: { hasNews: false } }]
}

/** The lead of a visitor, or the one that it was merged into. */
async function leadOf({ store }: Engine, { leadId }: Visitor): Promise<Lead | undefined> {
  const lead = leadId ? ((await store.records.get('lead', leadId)) as Lead | undefined) : undefined
  return lead?.mergedIntoId ? ((await store.records.get('lead', lead.mergedIntoId)) as Lead | undefined) : lead
}

function viewed(engine: Engine, { view, lead }: { view: PageView; lead: Lead }): Activity {
  const { at, page, title } = view
  return {
    ...fresh(engine, lead),
    ...{ id: view.id, type: 'page.viewed', at, subject: title ?? page, details: { page } },
    ...(lead.contactId ? { contactId: lead.contactId } : {}),
  }
}

/** Only a view that somebody was led to by something is a touch. */
function touchOf(engine: Engine, { view, lead }: { view: PageView; lead: Lead }) {
  const marks = (view.marks ?? {}) as TouchMarks
  if (Object.keys(marks).length === 0) return []
  const record: Touch = {
    ...fresh(engine, lead),
    at: view.at,
    source: marks.utmSource ?? lead.source,
    landingPage: view.page,
    ...marks,
  }
  return [{ entity: 'touch', record } as const]
}

function fresh({ newId, now }: Engine, { id }: Lead) {
  const at = now()
  return { id: newId(), version: 1, createdAt: at, updatedAt: at, leadId: id }
}
