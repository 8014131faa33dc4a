import type { KeptEntity } from './kept-entity.js'

/** How the records of an entity are called in addresses and on the command line. */
export const ENTITY_PATHS: { readonly [E in KeptEntity]: string } = {
  account: 'accounts',
  contact: 'contacts',
  opportunity: 'opportunities',
  product: 'products',
  opportunityLine: 'opportunity-lines',
  opportunityContact: 'opportunity-contacts',
  campaign: 'campaigns',
  document: 'documents',
  team: 'teams',
}
