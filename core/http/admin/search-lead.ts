import type { Lead } from '../../model/entities/lead.js'
import { listLeads } from '../../operations/index.js'
import { leadName } from './lead-row.js'
import type { AdminContext, Session } from './signed-in.js'

/** Whom a typed text means: one lead, or those that it may mean. */
export interface LeadSearch {
  readonly leadId?: string
  readonly candidates: readonly { readonly id: string; readonly text: string }[]
}

const MOST = 10

/** Finds a lead by its id, or by name, company, e-mail or phone; only one that is called exactly so is meant without asking back. */
export async function searchLead(c: AdminContext, { actor }: Pick<Session, 'actor'>, typed: string): Promise<LeadSearch> {
  if (typed === '' || UUID.test(typed)) return { ...(typed === '' ? {} : { leadId: typed }), candidates: [] }
  const { records } = await listLeads(c.get('crm'), { actor, query: { search: typed, limit: MOST } })
  const exact = records.filter(({ name, email }) => [name, email].some((text) => text?.toLowerCase() === typed.toLowerCase()))
  const [only, ...others] = exact
  if (only && others.length === 0) return { leadId: only.id, candidates: [] }
  return { candidates: records.map((lead) => ({ id: lead.id, text: described(lead) })) }
}

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

/** Namesakes are told apart by what else there is of them. */
const described = (lead: Lead): string => [...new Set([leadName(lead), lead.company, lead.email])].filter(Boolean).join(' · ')
