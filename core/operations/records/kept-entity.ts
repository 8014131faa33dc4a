/** Entities whose records people make and change one by one, all in the same way. Leads go through intake instead. */
export const KEPT_ENTITIES = [
  'account',
  'contact',
  'opportunity',
  'product',
  'opportunityLine',
  'opportunityContact',
  'campaign',
  'document',
  'team',
] as const

export type KeptEntity = (typeof KEPT_ENTITIES)[number]

export const isKeptEntity = (name: string): name is KeptEntity => (KEPT_ENTITIES as readonly string[]).includes(name)
