import type { Contact } from '../../../model/entities/contact.js'
import type { Lead } from '../../../model/entities/lead.js'
import { seenBy } from '../../../operations/index.js'
import { pageLink } from '../page-link.js'
import { newRecordPage } from '../records/edit-record.js'
import { signedIn } from '../signed-in.js'
import { OPPORTUNITY_SCREEN } from './opportunity-screen.js'

const form = newRecordPage(OPPORTUNITY_SCREEN)

/** The form for a new opportunity. It begins in the first pipeline unless the address names another, and knows whose it is. */
export const newOpportunityPage = signedIn(async (c, session) => {
  const query = c.req.query()
  const { pipelines } = c.get('crm').rules()
  const [first] = Object.values(pipelines)
  if (!first || (query['pipeline'] && query['stage'])) return (await form(c, async () => undefined)) as Response
  const pipeline = pipelines[query['pipeline'] ?? ''] ?? first
  const about = await aboutWhom(seenBy(c.get('crm'), session.actor).store.records.get, query)
  const ownerId = query['ownerId'] ?? session.user.id
  return c.redirect(
    pageLink('/opportunities/new', { ...about, ...query, ownerId, pipeline: pipeline.id, stage: pipeline.start }),
    303,
  )
})

type Get = (entity: 'contact' | 'lead', id: string) => Promise<unknown>

/** A contact brings its account, a lead what it became. */
async function aboutWhom(get: Get, { contactId, leadId }: Readonly<Record<string, string>>) {
  const lead = leadId ? ((await get('lead', leadId)) as Lead | undefined) : undefined
  const contact = contactId ? ((await get('contact', contactId)) as Contact | undefined) : undefined
  return {
    name: lead?.company,
    source: lead?.source,
    accountId: contact?.accountId ?? lead?.accountId,
    contactId: lead?.contactId,
  }
}
