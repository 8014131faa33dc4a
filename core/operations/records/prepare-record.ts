import type { KeptEntity } from './kept-entity.js'
import { prepareAccount } from './prepare-account.js'
import { prepareContact } from './prepare-contact.js'
import { prepareDocument } from './prepare-document.js'
import { prepareOpportunity } from './prepare-opportunity.js'
import { prepareOpportunityLine } from './prepare-opportunity-line.js'
import type { PrepareRecord } from './record-plan.js'

/** What each entity adds to a write, the same for page, API, import, rule and plugin. */
export const PREPARE: { readonly [E in KeptEntity]?: PrepareRecord } = {
  account: prepareAccount,
  contact: prepareContact,
  document: prepareDocument,
  opportunity: prepareOpportunity,
  opportunityLine: prepareOpportunityLine,
}
