import type { Fields } from '../../model/fields.js'
import type { ImportEntity } from '../../model/import-fields.js'

/** By which fields a row finds its record where nobody said it, the surest first. */
const USUAL: { readonly [E in ImportEntity]: readonly string[] } = {
  lead: ['id', 'externalId', 'email', 'phone'],
  account: ['id', 'externalId', 'name'],
  contact: ['id', 'externalId', 'email', 'phone'],
  opportunity: ['id', 'externalId'],
  opportunityLine: ['id', 'opportunityId+productId'],
  opportunityContact: ['id', 'opportunityId+contactId'],
  product: ['id', 'code', 'name'],
  campaign: ['id', 'code', 'name'],
  document: ['id', 'system+kind+externalId'],
  team: ['id', 'name'],
  user: ['id', 'email', 'externalId', 'name'],
  activity: ['id'],
}

/** The usual match keys of an entity that a mapping fills and that these fields have. */
export function usualMatch(
  entity: ImportEntity,
  { fields, mapped }: { fields: Fields; mapped: readonly string[] },
): readonly string[] {
  const fits = (field: string) => mapped.includes(field) && (field === 'id' || Object.hasOwn(fields, field))
  return USUAL[entity].filter((key) => key.split('+').every(fits))
}
