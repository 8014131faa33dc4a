import type { Comparison, Conditions } from '../model/conditions.js'

/** What lists, counts, reports and routing leave out: a record that went into another. It is still found by its id. */
export const notMerged = (entity: string): Comparison => ({
  fact: entity,
  path: '$.mergedIntoId',
  operator: 'present',
  value: false,
})

/** Conditions over leads without those that were merged. */
export const ofUnmergedLeads = (conditions?: Conditions): Conditions => ({
  all: [...(conditions ? [conditions] : []), notMerged('lead')],
})
