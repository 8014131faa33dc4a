import { type CrmReader, emailKey, type Lead } from '../../core/plugin-api/index.js'

/** An address to write to, or why there is none. */
export type Recipient = { readonly address: string } | { readonly skipped: 'no-address' | 'do-not-email' | 'no-owner' }

/** Finds whom a mail about a lead goes to. A lead that wants no mail gets none; its owner still does. */
export async function recipientOf(lead: Lead, { to, crm }: { to: 'lead' | 'owner'; crm: CrmReader }): Promise<Recipient> {
  if (to === 'lead' && lead.doNotEmail) return { skipped: 'do-not-email' }
  if (to === 'owner' && lead.ownerId === undefined) return { skipped: 'no-owner' }
  const given = to === 'lead' ? lead.email : await emailOf(lead.ownerId, crm)
  const address = given === undefined ? undefined : emailKey(given)
  return address === undefined ? { skipped: 'no-address' } : { address }
}

async function emailOf(userId: string | undefined, crm: CrmReader): Promise<string | undefined> {
  const [user] = await crm.aggregate({
    entity: 'user',
    groupBy: ['email'],
    measures: { users: { count: true } },
    where: { all: [{ fact: 'user', path: '$.id', operator: 'equal', value: userId }] },
  })
  return typeof user?.email === 'string' ? user.email : undefined
}
