import type { Crm } from '../../../crm/crm.js'

const MOST = 1_000

/** Everybody who can own something, by name. */
export async function peopleChoices({
  store,
}: Pick<Crm, 'store'>): Promise<readonly { readonly id: string; readonly text: string }[]> {
  const { records } = await store.records.list('user', { limit: MOST, sort: { field: 'name', direction: 'asc' } })
  return records.map(({ id, name }) => ({ id, text: String(name) }))
}
