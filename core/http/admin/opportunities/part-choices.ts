import type { Crm } from '../../../crm/crm.js'
import { optionsOf } from '../../../model/fields.js'
import { textIn } from '../../../model/text/localized-text.js'
import { type OpportunityProfile, recordName } from '../../../operations/index.js'

const MOST = 500

/** What can be put on an opportunity: products that are sold now, contacts (those of its account first), their roles. */
export async function partChoices(crm: Crm, { opportunity, roles }: OpportunityProfile, language: string) {
  const { records } = crm.store
  const where = { all: [{ fact: 'product', path: '$.active', operator: 'equal', value: true }] }
  const sort = { field: 'name', direction: 'asc' } as const
  const [products, contacts] = await Promise.all([
    records.list('product', { where, sort, limit: MOST }),
    records.list('contact', { sort, limit: MOST }),
  ])
  const taken = new Set(roles.map(({ contactId }) => contactId))
  const free = contacts.records.filter(({ id }) => !taken.has(id))
  const isOwn = ({ accountId }: (typeof free)[number]) => accountId !== undefined && accountId === opportunity.accountId
  const listed = [...free.filter(isOwn), ...free.filter((contact) => !isOwn(contact))]
  return {
    products: products.records.map((product) => ({ id: product.id, text: recordName(product, language) })),
    contacts: listed.map((contact) => ({ id: contact.id, text: recordName(contact, language) })),
    roles: optionsOf(crm.fields.opportunityContact['role'] ?? { type: 'string' }).map(({ value, label }) => ({
      id: value,
      text: textIn(label, language),
    })),
  }
}
