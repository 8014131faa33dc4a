import type { Actor } from '../../../access/index.js'
import { can } from '../../../access/index.js'
import type { Crm } from '../../../crm/crm.js'
import type { Document } from '../../../model/entities/document.js'
import type { EntityName } from '../../../model/entities/index.js'
import type { Lead } from '../../../model/entities/lead.js'
import type { Opportunity } from '../../../model/entities/opportunity.js'
import type { Task } from '../../../model/entities/task.js'
import { type KeptEntity, seenBy, type TimelineEntity, timelineOf } from '../../../operations/index.js'
import type { StoredRecord } from '../../../store/index.js'
import type { ShowTools } from '../../view-tools.js'
import type { LeadLabels } from '../lead-labels.js'
import { leadRow } from '../lead-row.js'
import { leadValueWriter } from '../lead-values.js'
import { pageLink } from '../page-link.js'
import { wordsOf } from '../show-page.js'
import type { AdminContext } from '../signed-in.js'
import { taskRow } from '../task-row.js'
import { timelineEntry } from '../timeline.js'
import { documentsView } from './documents-view.js'
import { recordHref } from './record-screen.js'

/** Whose profile is shown. */
export interface ProfileRequest {
  readonly actor: Actor
  readonly entity: KeptEntity
  readonly record: StoredRecord
  readonly labels: LeadLabels
  readonly writer: ShowTools
}

const MOST = 100

/** What belongs to a person or company: leads, opportunities, documents, tasks, and one timeline; nothing for other entities. */
export async function profileView(c: AdminContext, request: ProfileRequest): Promise<object | undefined> {
  const { actor, entity, record, labels, writer } = request
  if (!isProfiled(entity)) return undefined
  const crm = c.get('crm')
  const words = wordsOf(c)
  const after = c.req.query('timeline')
  const timeline = await timelineOf(crm, { actor, entity, id: record.id, ...(after ? { after } : {}) })
  const { linked } = timeline
  const seen = seenBy(crm, actor).store.records
  const [leads, opportunities, contacts, documents, tasks] = await Promise.all([
    seen.getMany('lead', linked.lead.slice(0, MOST)),
    seen.getMany('opportunity', linked.opportunity.slice(0, MOST)),
    entity === 'account' ? seen.getMany('contact', linked.contact.slice(0, MOST)) : [],
    can(actor, 'document:read') ? belonging(seen, 'document', { entity, id: record.id }) : [],
    belonging(seen, 'task', { entity, id: record.id }),
  ])
  const write = leadValueWriter(crm, { labels, writer, words, language: labels.language })
  const place = recordHref(entity, record.id) ?? ''
  return {
    leads: (leads as readonly Lead[]).map((lead) => leadRow(lead, labels)),
    opportunities: (opportunities as readonly Opportunity[]).map((each) => ({
      ...each,
      href: recordHref('opportunity', each.id),
    })),
    contacts: contacts.map((each) => ({ ...each, href: recordHref('contact', each.id) })),
    opportunityFields: crm.fields.opportunity,
    ...documentsView(crm, documents as readonly Document[]),
    tasks: (tasks as readonly Task[]).map((task) => taskRow(task, labels)),
    newTask: pageLink('/tasks/new', { [`${entity}Id`]: record.id }),
    newDocument: pageLink('/documents/new', { [`${entity}Id`]: record.id }),
    timeline: timeline.records.map((activity) => timelineEntry(crm, activity, { labels, language: labels.language, write })),
    older: timeline.next ? pageLink(place, { timeline: timeline.next }) : undefined,
    newest: after ? place : undefined,
  }
}

const PROFILED: readonly KeptEntity[] = ['account', 'contact', 'opportunity']
const isProfiled = (entity: KeptEntity): entity is KeptEntity & TimelineEntity => PROFILED.includes(entity)

async function belonging(
  seen: Pick<Crm['store']['records'], 'list'>,
  of: EntityName,
  { entity, id }: { entity: string; id: string },
): Promise<readonly StoredRecord[]> {
  const where = { all: [{ fact: of, path: `$.${entity}Id`, operator: 'equal', value: id }] }
  const { records } = await seen.list(of, { where, limit: MOST })
  return records
}
