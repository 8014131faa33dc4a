import type { Lead } from '../../model/entities/lead.js'
import type { Engine } from '../engine.js'

/** What the texts of a mail about a lead can be filled with: the lead, its account, and its owner's name and address. */
export async function mailValues({ store }: Pick<Engine, 'store'>, lead: Lead): Promise<Readonly<Record<string, unknown>>> {
  const { rulesTrue: _rulesTrue, nameKey: _nameKey, nextChangeAt: _nextChangeAt, sequences: _sequences, ...shown } = lead
  const account = lead.accountId === undefined ? undefined : await store.records.get('account', lead.accountId)
  const owner = lead.ownerId === undefined ? undefined : await store.records.get('user', lead.ownerId)
  return {
    lead: shown,
    account: account ?? {},
    owner: owner ? { name: owner['name'], email: owner['email'] } : {},
  }
}
