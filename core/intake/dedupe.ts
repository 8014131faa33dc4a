import type { DedupeRules } from '../model/dedupe-policy.js'
import type { Lead } from '../model/entities/lead.js'
import { emailKey } from '../model/text/email.js'
import type { Gathered } from '../store/index.js'
import type { KeyedDraft, Likeness, Match } from './keyed-draft.js'
import { exactKeys, type LeadKeys } from './match-keys.js'
import { addTo, leadFrom, linkedTo, type NewLead } from './place-draft.js'
import { type WorkingLead, workingLead } from './working-lead.js'

/**
 * Puts every draft into a lead: one that is there, one that an earlier draft of the batch has made, or a new one.
 * The surest exact key merges or links as the policy says; a lead that answers to another key of the draft is shown as similar,
 * and so are equal names. A phone alone does not merge people whose e-mails differ: they may share a switchboard.
 */
export function dedupe(
  drafts: readonly KeyedDraft[],
  { gathered, rules, create }: { gathered: Gathered; rules: Pick<DedupeRules, 'exact' | 'similar'>; create: NewLead },
): readonly WorkingLead[] {
  const working = new Map<string, WorkingLead>()
  const holder = new Map(gathered.matchKeys.map(({ key, leadId }) => [key, leadId]))
  const stored = new Map(gathered.leads.map((lead) => [lead.id, lead]))
  const sameName = bySameName(gathered.leads)

  for (const draft of drafts) {
    const matches = matchesOf(draft.keys, { holder, rules })
    const [surest] = matches
    const found = surest && (working.get(surest.leadId) ?? asWorking(stored.get(surest.leadId)))
    const namesakes = draft.keys.name && rules.similar ? (sameName.get(draft.keys.name) ?? []) : []
    const placed =
      found && surest.merge && !(surest.reason === 'same-phone' && hasOtherEmail(found.lead, draft.keys))
        ? linkedTo(addTo(found, draft, create), matches)
        : linkedTo(leadFrom(draft, create), [...matches, ...namesakes.map(asNamesake)])
    const claims = exactKeys(draft.keys).filter((key) => !holder.has(key))
    for (const key of claims) holder.set(key, placed.lead.id)
    if (draft.keys.name) sameName.set(draft.keys.name, [...namesakes.filter((id) => id !== placed.lead.id), placed.lead.id])
    working.set(placed.lead.id, {
      ...placed,
      claims: [...placed.claims, ...claims.map((key) => ({ key, leadId: placed.lead.id }))],
      ...(claims.some((key) => key === draft.keys.visitor)
        ? { visitors: [...(placed.visitors ?? []), hashIn(draft.keys.visitor)] }
        : {}),
    })
  }
  return [...working.values()]
}

/** Leads that answer to the draft's keys, each by its surest one, the surest first. */
function matchesOf(
  keys: LeadKeys,
  { holder, rules }: { holder: ReadonlyMap<string, string>; rules: Pick<DedupeRules, 'exact'> },
): readonly Match[] {
  const candidates = rules.exact.map(({ field, policy }) => ({ ...keyOf(keys, field), merge: policy === 'merge' }))
  const matches = new Map<string, Match>()
  for (const { key, merge, reason } of candidates) {
    const leadId = key === undefined ? undefined : holder.get(key)
    if (leadId !== undefined && !matches.has(leadId)) matches.set(leadId, { leadId, merge, reason })
  }
  return [...matches.values()]
}

function keyOf(keys: LeadKeys, field: string): { readonly key: string | undefined; readonly reason: Match['reason'] } {
  if (field === 'externalId') return { key: keys.external, reason: 'same-external' }
  if (field === 'email') return { key: keys.email, reason: 'same-email' }
  if (field === 'phone') return { key: keys.phone, reason: 'same-phone' }
  return { key: keys.compared?.find((each) => each.field === field)?.key, reason: 'same-field' }
}

function hasOtherEmail(lead: Lead, keys: LeadKeys): boolean {
  const email = emailKey(lead.email ?? '')
  return email !== undefined && keys.email !== undefined && keys.email !== `email:${email}`
}

/** `visitor:<hash>` without its prefix. */
const hashIn = (key = ''): string => key.slice(key.indexOf(':') + 1)

const asNamesake = (leadId: string): Likeness => ({ leadId, reason: 'same-name' })

function asWorking(lead: Lead | undefined): WorkingLead | undefined {
  return lead && workingLead(lead)
}

function bySameName(leads: readonly Lead[]): Map<string, readonly string[]> {
  const byName = new Map<string, readonly string[]>()
  for (const { id, nameKey } of leads) if (nameKey) byName.set(nameKey, [...(byName.get(nameKey) ?? []), id])
  return byName
}
